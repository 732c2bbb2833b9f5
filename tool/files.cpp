#include "files.h"

#include "options.h"

#include <llvm/Support/FileSystem.h>
#include <llvm/Support/MemoryBuffer.h>
#include <llvm/Support/raw_ostream.h>

namespace looplint {

std::string readFile(const std::string& path) {
    auto buffer = llvm::MemoryBuffer::getFile(path);
    if (!buffer) throw UsageError(path + ": cannot be read: " + buffer.getError().message());
    return (*buffer)->getBuffer().str();
}

void writeFile(const std::string& path, const std::string& text) {
    if (llvm::Error error = llvm::writeToOutput(path, [&](llvm::raw_ostream& out) {
            out << text;
            return llvm::Error::success();
        }))
        throw UsageError(path + ": cannot be written: " + llvm::toString(std::move(error)));
}

} // namespace looplint
