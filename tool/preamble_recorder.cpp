#include "preamble_recorder.h"

#include "match/names.h"
#include "preamble_orders.h"
#include "stable_condition.h"

#include <clang/Lex/HeaderSearch.h>
#include <llvm/Support/FileSystem.h>
#include <llvm/Support/Path.h>

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

using namespace clang;

namespace looplint {

std::string preamblePath(const FileManager& files, StringRef name) {
    llvm::SmallString<256> path(name), real;
    files.makeAbsolutePath(path);
    return (llvm::sys::fs::real_path(path, real) ? path : real).str().str();
}

unsigned lineInMainFile(const SourceManager& sources, SourceLocation at) {
    at = sources.getExpansionLoc(at);
    while (at.isValid() && !sources.isInMainFile(at))
        at = sources.getIncludeLoc(sources.getFileID(at));
    return at.isValid() ? sources.getSpellingLineNumber(at) : 0;
}

PreambleRecorder::PreambleRecorder(Preprocessor& preprocessor)
    : preprocessor_(preprocessor), sources_(preprocessor.getSourceManager()) {}

PreambleRecorder::Entry* PreambleRecorder::entryAt(SourceLocation at) {
    if (at.isInvalid()) return nullptr; // a builtin macro's
    auto known = byId_.find(sources_.getFileID(sources_.getExpansionLoc(at)));
    return known == byId_.end() ? nullptr : &entries_[known->second];
}

void PreambleRecorder::FileChanged(SourceLocation at, FileChangeReason reason,
                                   SrcMgr::CharacteristicKind, FileID previous) {
    if (reason == ExitFile)
        if (auto left = byId_.find(previous); left != byId_.end()) leave(entries_[left->second]);
    if (reason != EnterFile) return;
    const FileID id = sources_.getFileID(at);
    const OptionalFileEntryRef file = sources_.getFileEntryRefForID(id);
    if (!file || id == sources_.getMainFileID()) return;
    llvm::SmallString<256> name(file->getName());
    sources_.getFileManager().makeAbsolutePath(name);
    const std::string path = preamblePath(sources_.getFileManager(), name);
    const auto [known, isNew] = indices_.try_emplace(path, files_.size());
    if (isNew) {
        files_.push_back({.path = path, .name = name.str().str(), .stamp = {}, .includes = {}});
        ids_.push_back(id);
        firstEntries_.push_back(static_cast<uint32_t>(entries_.size()));
    }
    if (!isOutside(sources_, at)) projectLines_.insert(lineInMainFile(sources_, at));
    const auto entry = static_cast<uint32_t>(entries_.size());
    if (Entry* from = entryAt(sources_.getIncludeLoc(id)); from && !from->includes.empty())
        from->includes.back().second = entry;
    byId_[id] = entry;
    entries_.push_back({.file = known->second, .includes = {}, .macros = {}});
}

void PreambleRecorder::InclusionDirective(SourceLocation hash, const Token&, StringRef, bool,
                                          CharSourceRange, OptionalFileEntryRef file, StringRef,
                                          StringRef, const clang::Module*, bool,
                                          SrcMgr::CharacteristicKind) {
    if (Entry* from = entryAt(hash); from && file)
        from->includes.emplace_back(preamblePath(sources_.getFileManager(), file->getName()),
                                    kNoEntry);
}

void PreambleRecorder::SourceRangeSkipped(SourceRange range, SourceLocation end) {
    const auto [id, from] = sources_.getDecomposedExpansionLoc(range.getBegin());
    // The condition itself is not skipped: it stands on the line where the range begins.
    const StringRef text = sources_.getBufferData(id);
    const size_t line = text.find('\n', from);
    skipped_[id].emplace_back(line == text.npos ? from : static_cast<unsigned>(line),
                              sources_.getFileOffset(sources_.getExpansionLoc(end)));
}

void PreambleRecorder::If(SourceLocation, SourceRange condition, ConditionValueKind) {
    const auto [id, from] = sources_.getDecomposedExpansionLoc(condition.getBegin());
    const StringRef text = sources_.getBufferData(id);
    size_t end = text.find('\n', from);
    while (end != text.npos && end > 0 && text[end - 1] == '\\') end = text.find('\n', end + 1);
    const size_t comment = text.slice(from, end).find("/*");
    if (comment == text.npos)
        conditions_[id].emplace_back(from, static_cast<unsigned>(std::min(end, text.size())));
}

/// The file that answers for an expansion in `entry`: the one that defined the macro, or one that
/// this stands in the text of, for the files that it includes.
uint32_t PreambleRecorder::mentionerOf(const Entry& entry, const Token& name) const {
    for (SourceLocation at = name.getLocation();;
         at = sources_.getImmediateExpansionRange(at).getBegin()) {
        if (const auto passer = passers_.find(at); passer != passers_.end()) return passer->second;
        if (at.isFileID()) return entry.file;
    }
}

/// What a macro's text mentions is mentioned where it is expanded; if a file that includes this one
/// defined the macro for it, it is that file that mentions it.
void PreambleRecorder::MacroExpands(const Token& name, const MacroDefinition& definition,
                                    SourceRange range, const MacroArgs*) {
    const MacroInfo* macro = definition.getMacroInfo();
    Entry* entry = entryAt(range.getBegin());
    if (!macro || !entry) return;
    expandedNames_.insert(identifierHash(name.getIdentifierInfo()->getName()));
    if (Entry* definer = entryAt(macro->getDefinitionLoc());
        definer && definer->isOpen && definer != entry) {
        passers_[name.getLocation()] = definer->file;
        entry->isHandedMacros = true;
    }
    const uint32_t file = entry->isHandedMacros ? mentionerOf(*entry, name) : entry->file;
    if (expanded_.size() <= file) expanded_.resize(file + 1);
    auto& [seen, names] = expanded_[file];
    if (!seen.insert(macro).second) return;
    for (const Token& token : macro->tokens())
        if (const IdentifierInfo* identifier = token.getIdentifierInfo())
            names.insert(identifierHash(identifier->getName()));
}

void PreambleRecorder::MacroDefined(const Token& name, const MacroDirective*) {
    if (Entry* entry = entryAt(name.getLocation()))
        entry->macros.insert(name.getIdentifierInfo()->getName().str());
}

void PreambleRecorder::MacroUndefined(const Token& name, const MacroDefinition&,
                                      const MacroDirective*) {
    const StringRef macro = name.getIdentifierInfo()->getName();
    Entry* entry = entryAt(name.getLocation());
    auto defined = isDefined_.find(macro);
    if (!entry || defined == isDefined_.end() || !defined->second) return;
    defined->second = false;
    definers_[macro].insert(entry->file);
    undefined_.insert(macro);
}

void PreambleRecorder::leave(Entry& entry) {
    for (const std::string& macro : entry.macros) {
        if (!preprocessor_.isMacroDefined(macro)) continue;
        definers_[macro].insert(entry.file);
        isDefined_[macro] = true;
    }
    entry.macros.clear();
    entry.isOpen = false;
}

/// Where the conditions stand that have the same value in every order of the headers.
OffsetRanges PreambleRecorder::settledConditions(FileID id) const {
    const auto isDefined = [&](StringRef name) -> std::optional<bool> {
        if (definers_.contains(name)) return std::nullopt;
        return preprocessor_.isMacroDefined(name);
    };
    OffsetRanges settled;
    const StringRef text = sources_.getBufferData(id);
    auto conditions = conditions_.find(id);
    if (conditions == conditions_.end()) return settled;
    for (const auto& [begin, end] : conditions->second)
        if (stableValue(text.slice(begin, end), isDefined)) settled.emplace_back(begin, end);
    return settled;
}

/// For each file, the conditionals that only define macros.
std::vector<std::vector<MacroGroup>> PreambleRecorder::definingGroups() const {
    const LangOptions& language = preprocessor_.getLangOpts();
    std::vector<std::vector<MacroGroup>> all;
    std::unordered_map<uint64_t, std::vector<std::pair<FileID, unsigned>>> mentions; // by macro
    for (const FileID id : ids_)
        for (const MacroGroup& group : all.emplace_back(macroGroups(id, sources_, language)))
            for (const std::string& macro : group.macros) mentions[identifierHash(macro)];
    for (const FileID id : ids_)
        forEachMention(id, sources_, language, [&](uint64_t name, unsigned offset) {
            if (auto known = mentions.find(name); known != mentions.end())
                known->second.emplace_back(id, offset);
        });
    for (size_t file = 0; file < all.size(); ++file)
        for (MacroGroup& group : all[file])
            group.isQuiet = std::ranges::all_of(group.macros, [&](const std::string& macro) {
                const uint64_t hash = identifierHash(macro);
                return preprocessor_.isMacroDefined(macro) && !expandedNames_.contains(hash) &&
                       std::ranges::all_of(mentions[hash], [&](const auto& at) {
                           return at.first == ids_[file] && group.covers(at.second);
                       });
            });
    return all;
}

/// The macro that guards the file, as Clang sees it: 0 if it is included whole each time.
uint64_t PreambleRecorder::guardOf(FileID id) const {
    const OptionalFileEntryRef file = sources_.getFileEntryRefForID(id);
    if (!file) return 0;
    HeaderFileInfo& info = preprocessor_.getHeaderSearchInfo().getFileInfo(*file);
    const IdentifierInfo* macro = info.getControllingMacro(nullptr);
    return macro ? identifierHash(macro->getName()) : 0;
}

std::vector<MacroMentions> PreambleRecorder::readIdentifiers(Preamble& preamble) const {
    std::unordered_set<uint64_t> all;
    std::vector<MacroMentions> mentions;
    std::vector<std::vector<MacroGroup>> groups = definingGroups();
    for (size_t i = 0; i < ids_.size(); ++i) {
        const FileID id = ids_[i];
        MacroMentions& file = mentions.emplace_back(readMentions(
            id, sources_, preprocessor_.getLangOpts(), skipped_.lookup(id), settledConditions(id),
            std::move(groups[i]), [&](uint64_t name) { all.insert(name); }));
        file.guard = guardOf(id);
        if (i < expanded_.size())
            file.names.insert(expanded_[i].names.begin(), expanded_[i].names.end());
    }
    preamble.identifiers.assign(all.begin(), all.end());
    std::ranges::sort(preamble.identifiers);
    return mentions;
}

/// Whether all that `again` includes, `first` does too.
bool PreambleRecorder::includesNoMore(const Entry& again, const Entry& first) {
    return std::ranges::all_of(again.includes, [&](const auto& include) {
        return std::ranges::any_of(first.includes,
                                   [&](const auto& known) { return known.first == include.first; });
    });
}

/// What an entry included. What a file without an include guard includes depends on who includes
/// it: it counts as included by that one.
void PreambleRecorder::flatten(const Entry& entry, std::vector<uint32_t>& includes) const {
    for (const auto& [path, inner] : entry.includes) {
        const auto file = indices_.find(path);
        if (file == indices_.end()) continue;
        includes.push_back(file->second);
        if (inner != kNoEntry && isUnguarded_[file->second]) flatten(entries_[inner], includes);
    }
}

void PreambleRecorder::finish(Preamble& preamble) {
    isUnguarded_.resize(files_.size());
    for (uint32_t entry = 0; entry < entries_.size(); ++entry)
        if (const uint32_t file = entries_[entry].file;
            !includesNoMore(entries_[entry], entries_[firstEntries_[file]]))
            isUnguarded_[file] = true;
    for (uint32_t file = 0; file < files_.size(); ++file)
        if (!isUnguarded_[file]) flatten(entries_[firstEntries_[file]], files_[file].includes);
    preamble.files = files_;
    const auto isDefined = [&](StringRef macro) { return preprocessor_.isMacroDefined(macro); };
    findOrders({readIdentifiers(preamble), definers_, undefined_, isDefined}, preamble);
}

void PreambleRecorder::noteOpener(SourceLocation at, Preamble& preamble) {
    if (at.isInvalid()) return;
    if (const Entry* entry = entryAt(at)) preamble.openers.push_back(entry->file);
}

} // namespace looplint
