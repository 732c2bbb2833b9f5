#include "files.h"

#include "options.h"

#include <llvm/Support/FileSystem.h>
#include <llvm/Support/MemoryBuffer.h>
#include <llvm/Support/raw_ostream.h>

namespace looplint {

std::string readFile(const std::string& path) {
    // Volatile: read, not mapped. A page that is mapped and looked at once costs more than a copy.
    auto buffer = llvm::MemoryBuffer::getFile(path, false, true, true);
    if (!buffer) throw UsageError(path + ": cannot be read: " + buffer.getError().message());
    return (*buffer)->getBuffer().str();
}

void writeFile(const std::string& path, const std::function<void(const WritePiece&)>& produce) {
    if (llvm::Error error = llvm::writeToOutput(path, [&](llvm::raw_ostream& out) {
            produce([&](std::string_view piece) { out << piece; });
            return llvm::Error::success();
        }))
        throw UsageError(path + ": cannot be written: " + llvm::toString(std::move(error)));
}

void writeFile(const std::string& path, const std::string& text) {
    writeFile(path, [&](const WritePiece& write) { write(text); });
}

} // namespace looplint
