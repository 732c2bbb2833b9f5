#pragma once
// Where something stands in the sources. Resolved once, while the AST is there; past that point
// there are only these values.

#include "analysis/name.h"

#include <cstdint>

namespace looplint {

/// A place to point at: 1-based line and column (bytes), 0 when unknown.
struct Location {
    Name file; // absolute path, or as the compiler knows it
    uint32_t line = 0;
    uint32_t column = 0;

    explicit operator bool() const { return line != 0; }
    friend auto operator<=>(const Location&, const Location&) = default;
};

/// "file:line:column".
std::string format(const Location& at);

} // namespace looplint
