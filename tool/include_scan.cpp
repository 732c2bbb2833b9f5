#include "include_scan.h"

#include "match/names.h"

#include <llvm/Support/MemoryBuffer.h>

using namespace clang;

namespace looplint {

const std::vector<IncludeScan::Include>& IncludeScan::includesOf(FileEntryRef file) {
    const auto [known, isNew] = includes_.try_emplace(&file.getFileEntry());
    if (!isNew) return known->second;
    auto buffer = files_.getBufferForFile(file);
    if (!buffer) return known->second;
    llvm::StringRef rest = (*buffer)->getBuffer();
    while (!rest.empty()) {
        llvm::StringRef line;
        std::tie(line, rest) = rest.split('\n');
        line = line.ltrim();
        if (!line.consume_front("#")) continue;
        line = line.ltrim();
        if (!line.consume_front("include")) continue;
        line = line.ltrim();
        const bool isAngled = line.starts_with("<");
        if (!line.consume_front("<") && !line.consume_front("\"")) continue;
        const size_t end = line.find(isAngled ? '>' : '"');
        if (end != line.npos) known->second.push_back({line.take_front(end).str(), isAngled});
    }
    return known->second;
}

bool IncludeScan::isOutside(FileEntryRef file) {
    const FileID id = sources_.getOrCreateFileID(file, search_.getFileDirFlavor(file));
    return looplint::isOutside(sources_, sources_.getLocForStartOfFile(id));
}

OptionalFileEntryRef IncludeScan::lookup(FileEntryRef from, llvm::StringRef name, bool isAngled) {
    search_.getFileInfo(from); // LookupFile expects it to be known
    const std::pair<OptionalFileEntryRef, DirectoryEntryRef> includer{from, from.getDir()};
    return search_.LookupFile(name, SourceLocation(), isAngled, nullptr, nullptr, includer, nullptr,
                              nullptr, nullptr, nullptr, nullptr, nullptr, false, false, false);
}

void IncludeScan::addInclude(FileEntryRef from, llvm::StringRef name, bool isAngled,
                             std::set<std::string>& unit, std::set<const FileEntry*>& seen) {
    const OptionalFileEntryRef file = lookup(from, name, isAngled);
    if (!file) return;
    if (!isOutside(*file)) return addFile(*file, unit, seen);
    // The preamble includes it from elsewhere: it must be the same file from there.
    const OptionalFileEntryRef found = isAngled ? file : lookup(from, name, true);
    if (!found || !(*found == *file) || !unit.insert(name.str()).second) return;
    if (headers_.insert(name.str()).second) order_.push_back(name.str());
}

void IncludeScan::addFile(FileEntryRef file, std::set<std::string>& unit,
                          std::set<const FileEntry*>& seen) {
    if (!seen.insert(&file.getFileEntry()).second) return;
    const std::vector<Include> includes = includesOf(file);
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
