#include "line_hash.h"

#include <llvm/ADT/StringExtras.h>
#include <llvm/Support/xxhash.h>

namespace looplint {

std::string lineHash(const std::string& line) {
    return llvm::utohexstr(llvm::xxh3_64bits(line), true);
}

} // namespace looplint
