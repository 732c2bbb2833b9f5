#include "program_file.h"

#include "options.h"

#include <llvm/Support/MemoryBuffer.h>

namespace looplint {

std::vector<UnitFacts> readProgramFile(const std::string& file) {
    auto buffer = llvm::MemoryBuffer::getFile(file, false, false); // mapped: it may be large
    if (!buffer) throw UsageError(file + ": cannot be read: " + buffer.getError().message());
    const llvm::MemoryBuffer& kept = *buffer->release(); // names point into it
    return readProgram(kept.getBuffer(), file, true);
}

bool isProgramFile(const std::string& file) {
    auto buffer = llvm::MemoryBuffer::getFileSlice(file, kProgramForm.size(), 0);
    return buffer && (*buffer)->getBuffer().str() == kProgramForm;
}

} // namespace looplint
