#include "analysis/location.h"

namespace looplint {

std::string format(const Location& at) {
    return at.file.str() + ":" + std::to_string(at.line) + ":" + std::to_string(at.column);
}

} // namespace looplint
