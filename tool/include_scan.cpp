#include "include_scan.h"

#include "match/names.h"

#include <llvm/ADT/StringExtras.h>
#include <llvm/Support/MemoryBuffer.h>

using namespace clang;

namespace looplint {

void IncludeScan::Text::read(StringRef text) {
    StringRef tested; // by the directive before, if it was #ifndef
    bool isGuarded = false;
    while (!text.empty()) {
        StringRef line;
        std::tie(line, text) = text.split('\n');
        line = line.trim();
        if (!line.consume_front("#")) continue;
        line = line.ltrim();
        const StringRef word = line.take_while(llvm::isAlpha);
        const StringRef rest = line.drop_front(word.size()).ltrim();
        const StringRef name = rest.take_while([](char c) { return llvm::isAlnum(c) || c == '_'; });
        const StringRef value = rest.drop_front(name.size()).ltrim();
        isGuarded |= word == "pragma" && name == "once";
        isGuarded |= word == "define" && name == tested && (value.empty() || value == "1");
        changesMacros |= word == "define" || word == "undef";
        tested = word == "ifndef" ? name : "";
        if (word == "include") addInclude(rest);
    }
    changesMacros &= !isGuarded;
}

void IncludeScan::Text::addInclude(StringRef name) {
    const bool isAngled = name.starts_with("<");
    if (!name.consume_front("<") && !name.consume_front("\"")) return;
    const size_t end = name.find(isAngled ? '>' : '"');
    if (end != name.npos) includes.push_back({name.take_front(end).str(), isAngled});
}

const IncludeScan::Text& IncludeScan::textOf(FileEntryRef file) {
    const auto [known, isNew] = texts_.try_emplace(&file.getFileEntry());
    if (!isNew) return known->second;
    if (auto buffer = files_.getBufferForFile(file)) known->second.read((*buffer)->getBuffer());
    return known->second;
}

bool IncludeScan::isOutside(FileEntryRef file) {
    const FileID id = sources_.getOrCreateFileID(file, search_.getFileDirFlavor(file));
    return looplint::isOutside(sources_, sources_.getLocForStartOfFile(id));
}

OptionalFileEntryRef IncludeScan::lookup(FileEntryRef from, StringRef name, bool isAngled) {
    search_.getFileInfo(from); // LookupFile expects it to be known
    const std::pair<OptionalFileEntryRef, DirectoryEntryRef> includer{from, from.getDir()};
    return search_.LookupFile(name, SourceLocation(), isAngled, nullptr, nullptr, includer, nullptr,
                              nullptr, nullptr, nullptr, nullptr, nullptr, false, false, false);
}

void IncludeScan::addInclude(FileEntryRef from, StringRef name, bool isAngled,
                             std::set<std::string>& unit, std::set<const FileEntry*>& seen) {
    const OptionalFileEntryRef file = lookup(from, name, isAngled);
    if (!file) return;
    if (!isOutside(*file) || textOf(*file).changesMacros) return addFile(*file, unit, seen);
    // The preamble includes it from elsewhere: it must be the same file from there.
    const OptionalFileEntryRef found = isAngled ? file : lookup(from, name, true);
    if (!found || !(*found == *file) || !unit.insert(name.str()).second) return;
    if (headers_.insert(name.str()).second) order_.push_back(name.str());
}

void IncludeScan::addFile(FileEntryRef file, std::set<std::string>& unit,
                          std::set<const FileEntry*>& seen) {
    if (!seen.insert(&file.getFileEntry()).second) return;
    const std::vector<Include> includes = textOf(file).includes;
    for (const Include& include : includes)
        addInclude(file, include.name, include.isAngled, unit, seen);
}

void IncludeScan::add(const std::string& unit) {
    auto file = files_.getFileRef(unit);
    if (!file) return llvm::consumeError(file.takeError());
    std::set<std::string> headers;
    std::set<const FileEntry*> seen;
    addFile(*file, headers, seen);
}

std::vector<std::string> IncludeScan::headers() const { return order_; }

} // namespace looplint
