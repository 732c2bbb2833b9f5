#include "preamble_recorder.h"

#include "match/names.h"
#include "stable_condition.h"

#include <clang/Lex/Lexer.h>
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

/// What a macro's text mentions is mentioned where it is expanded.
void PreambleRecorder::MacroExpands(const Token&, const MacroDefinition& definition,
                                    SourceRange range, const MacroArgs*) {
    const MacroInfo* macro = definition.getMacroInfo();
    const Entry* entry = entryAt(range.getBegin());
    if (!macro || !entry) return;
    if (expanded_.size() <= entry->file) expanded_.resize(entry->file + 1);
    auto& [seen, names] = expanded_[entry->file];
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
}

/// The text of one file, as far as macros go.
struct PreambleRecorder::Mentions {
    std::unordered_set<uint64_t> names; // outside skipped text and the names of definitions
    std::unordered_map<uint64_t, std::unordered_set<uint64_t>> definitions; // their text, by name
    std::unordered_map<uint64_t, std::unordered_set<uint64_t>> active; // … that are not skipped
    uint64_t guard = 0; // what the first #ifndef tests
};

namespace {
/// Reads identifiers and the definitions of macros off raw text.
class RawText {
  public:
    RawText(FileID id, const SourceManager& sources, const LangOptions& language)
        : lexer_(id, sources.getBufferOrFake(id), sources, language),
          sources_(sources),
          language_(language) {
        next();
    }
    template <class Name, class Definition>
    void read(Name name, Definition definition) {
        while (!token_.is(tok::eof)) {
            if (token_.is(tok::hash) && token_.isAtStartOfLine()) {
                next();
                if (isIdentifier() && token_.getRawIdentifier() == "ifndef" && !firstTested_) {
                    next();
                    if (isIdentifier()) firstTested_ = identifierHash(token_.getRawIdentifier());
                    continue;
                }
                if (isIdentifier() && token_.getRawIdentifier() == "include") {
                    next();
                    if (!isIdentifier()) skipLine(); // a header's name, not a macro's
                    continue;
                }
                if (isIdentifier() && token_.getRawIdentifier() == "define") {
                    next();
                    if (isIdentifier()) readDefinition(name, definition);
                    continue;
                }
            }
            if (isIdentifier()) noteName(name, true);
            next();
        }
    }

    uint64_t firstTested() const { return firstTested_; }

  private:
    template <class Name, class Definition>
    void readDefinition(Name name, Definition definition) {
        const uint64_t macro = identifierHash(token_.getRawIdentifier());
        const unsigned at = sources_.getFileOffset(token_.getLocation());
        std::string text;
        for (next(); !token_.is(tok::eof) && !token_.isAtStartOfLine(); next()) {
            text += Lexer::getSpelling(token_, sources_, language_) + ' ';
            if (isIdentifier()) noteName(name, false);
        }
        definition(macro, hashOf(text), at);
    }
    void skipLine() {
        while (!token_.is(tok::eof) && !token_.isAtStartOfLine()) next();
    }
    template <class Name>
    void noteName(Name name, bool isUsed) const {
        name(identifierHash(token_.getRawIdentifier()),
             sources_.getFileOffset(token_.getLocation()), isUsed);
    }
    bool isIdentifier() const { return token_.is(tok::raw_identifier); }
    void next() { lexer_.LexFromRawLexer(token_); }

    Lexer lexer_;
    const SourceManager& sources_;
    const LangOptions& language_;
    Token token_;
    uint64_t firstTested_ = 0;
};
} // namespace

static bool isIn(const std::vector<std::pair<unsigned, unsigned>>& ranges, unsigned offset) {
    const auto next = std::ranges::upper_bound(
        ranges, offset, {}, [](const std::pair<unsigned, unsigned>& range) { return range.first; });
    return next != ranges.begin() && offset < std::prev(next)->second;
}

/// Where the conditions stand that have the same value in every order of the headers.
PreambleRecorder::Ranges PreambleRecorder::settledConditions(FileID id) const {
    const auto isDefined = [&](StringRef name) -> std::optional<bool> {
        if (definers_.contains(name)) return std::nullopt;
        return preprocessor_.isMacroDefined(name);
    };
    Ranges settled;
    const StringRef text = sources_.getBufferData(id);
    auto conditions = conditions_.find(id);
    if (conditions == conditions_.end()) return settled;
    for (const auto& [begin, end] : conditions->second)
        if (stableValue(text.slice(begin, end), isDefined)) settled.emplace_back(begin, end);
    return settled;
}

std::vector<PreambleRecorder::Mentions>
PreambleRecorder::readIdentifiers(Preamble& preamble) const {
    std::unordered_set<uint64_t> all;
    std::vector<Mentions> mentions;
    for (const FileID id : ids_) {
        Mentions& file = mentions.emplace_back();
        RawText text(id, sources_, preprocessor_.getLangOpts());
        const Ranges skipped = skipped_.lookup(id), settled = settledConditions(id);
        text.read(
            [&](uint64_t name, unsigned offset, bool isUsed) {
                all.insert(name);
                if (isUsed && !isIn(skipped, offset) && !isIn(settled, offset))
                    file.names.insert(name);
            },
            [&](uint64_t name, uint64_t hash, unsigned offset) {
                file.definitions[name].insert(hash);
                if (!isIn(skipped, offset)) file.active[name].insert(hash);
            });
        file.guard = text.firstTested();
        if (mentions.size() <= expanded_.size())
            file.names.insert(expanded_[mentions.size() - 1].names.begin(),
                              expanded_[mentions.size() - 1].names.end());
        for (const auto& [name, texts] : file.definitions) all.insert(name);
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

/// For each file, all that it includes, directly or not.
std::vector<std::vector<bool>> PreambleRecorder::closures() const {
    std::vector<std::vector<bool>> all(files_.size(), std::vector<bool>(files_.size()));
    for (uint32_t file = 0; file < files_.size(); ++file) {
        std::vector<uint32_t> open{file};
        while (!open.empty()) {
            const uint32_t at = open.back();
            open.pop_back();
            for (uint32_t next : files_[at].includes)
                if (!all[file][next]) all[file][next] = true, open.push_back(next);
        }
    }
    return all;
}

/// Whether it makes no difference to `file` if another file has defined the macro before it does.
bool PreambleRecorder::isAlike(const Mentions& file, uint64_t macro,
                               const std::unordered_set<uint64_t>& active) {
    const auto own = file.active.find(macro);
    if (own != file.active.end()) return active.size() < 2;
    const auto texts = file.definitions.find(macro);
    if (texts == file.definitions.end()) return false;
    std::unordered_set<uint64_t> all = active;
    all.insert(texts->second.begin(), texts->second.end());
    return all.size() < 2;
}

/// Whether a header belongs to the C or C++ library or the compiler. Among themselves they can be
/// included in any order: C 7.1.2, C++ [using.headers].
static bool isStandard(StringRef path) {
    if (path.contains("/include/c++/") || path.contains("/lib/clang/")) return true;
    if (path.contains("/c++/") && path.contains("-linux-gnu/")) return true;
    if (!path.consume_front("/usr/include/")) return false;
    if (const auto [triple, rest] = path.split('/'); triple.ends_with("-linux-gnu")) path = rest;
    const auto [folder, rest] = path.split('/');
    return rest.empty() || folder == "bits" || folder == "sys" || folder == "gnu" ||
           folder == "asm" || folder == "asm-generic" || folder == "linux" || folder == "net" ||
           folder == "netinet" || folder == "arpa";
}

void PreambleRecorder::finish(Preamble& preamble) {
    isUnguarded_.resize(files_.size());
    for (uint32_t entry = 0; entry < entries_.size(); ++entry)
        if (const uint32_t file = entries_[entry].file;
            !includesNoMore(entries_[entry], entries_[firstEntries_[file]]))
            isUnguarded_[file] = true;
    for (uint32_t file = 0; file < files_.size(); ++file)
        if (!isUnguarded_[file]) flatten(entries_[firstEntries_[file]], files_[file].includes);
    const std::vector<Mentions> mentions = readIdentifiers(preamble);
    std::unordered_map<uint64_t, std::unordered_set<uint64_t>> active;
    std::unordered_set<uint64_t> guards;
    for (const Mentions& file : mentions)
        if (file.definitions.contains(file.guard)) guards.insert(file.guard);
    for (const Mentions& file : mentions)
        for (const auto& [name, texts] : file.active)
            active[name].insert(texts.begin(), texts.end());
    const std::vector<std::vector<bool>> includes = closures();
    std::set<Preamble::Order> orders;
    std::set<Preamble::Heir> allHeirs;
    const auto isFree = [&](uint32_t user, uint32_t definer) { // to come in any order
        return definer == user || includes[user][definer] ||
               (isStandard(files_[user].path) && isStandard(files_[definer].path));
    };
    for (const auto& entry : definers_) {
        const uint64_t macro = identifierHash(entry.getKey());
        if (guards.contains(macro)) continue;
        if (!preprocessor_.isMacroDefined(entry.getKey())) preamble.unsettled.push_back(macro);
        const bool isMentioned = std::ranges::any_of(
            mentions, [&](const Mentions& file) { return file.names.contains(macro); });
        if (!isMentioned && active[macro].size() > 1) preamble.unsettled.push_back(macro);
        const bool areAlike = active[macro].size() == 1 && !undefined_.contains(entry.getKey());
        std::vector<Preamble::Heir> heirs; // would define it if none had done so before
        for (uint32_t file = 0; file < files_.size(); ++file)
            if (mentions[file].definitions.contains(macro) &&
                mentions[file].names.contains(macro) && !mentions[file].active.contains(macro) &&
                std::ranges::none_of(entry.second,
                                     [&](uint32_t definer) { return includes[file][definer]; }))
                heirs.push_back({file, {entry.second.begin(), entry.second.end()}, {}});
        for (uint32_t user = 0; user < files_.size(); ++user) {
            // Where all define it alike, it does not matter who does.
            const bool defines = mentions[user].definitions.contains(macro);
            const bool isDefinedAlike = isAlike(mentions[user], macro, active[macro]);
            if (defines ? isDefinedAlike || !isMentioned : !mentions[user].names.contains(macro))
                continue;
            const bool includesOne = std::ranges::any_of(
                entry.second, [&](uint32_t definer) { return includes[user][definer]; });
            if (includesOne && active[macro].size() < 2) continue;
            std::vector<uint32_t> anyOf; // of which one is enough: none is still open when it ends
            for (uint32_t definer : entry.second) {
                if (isFree(user, definer)) continue;
                if (areAlike && !includes[definer][user] && !isStandard(files_[user].path))
                    anyOf.push_back(definer);
                else
                    orders.insert({user, {definer}});
            }
            // That some definer comes first is asked for anyhow: who else does so alike is welcome.
            const bool isAfterOne = !anyOf.empty() && anyOf.front() < user;
            for (Preamble::Heir& heir : heirs) {
                if (isFree(user, heir.heir)) continue;
                if (!areAlike)
                    orders.insert({user, {heir.heir}});
                else if (!isAfterOne || !isAlike(mentions[heir.heir], macro, active[macro]))
                    heir.users.push_back(user);
            }
            if (!anyOf.empty()) orders.insert({user, std::move(anyOf)});
        }
        for (Preamble::Heir& heir : heirs)
            if (!heir.users.empty()) allHeirs.insert(std::move(heir));
    }
    std::ranges::sort(preamble.unsettled);
    preamble.orders.assign(orders.begin(), orders.end());
    preamble.heirs.assign(allHeirs.begin(), allHeirs.end());
    preamble.files = files_;
}

void PreambleRecorder::noteOpener(SourceLocation at, Preamble& preamble) {
    if (at.isInvalid()) return;
    if (const Entry* entry = entryAt(at)) preamble.openers.push_back(entry->file);
}

} // namespace looplint
