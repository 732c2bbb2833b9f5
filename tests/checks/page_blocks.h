#pragma once
// The code blocks of a check's page.

#include <string>
#include <string_view>
#include <vector>

namespace looplint::testing {

struct PageBlock {
    std::string text; // with its first line, `// bad…` or `// good…`
    bool isBad = false;
};

/// The fenced `cpp` blocks that begin with `// bad` or `// good`.
std::vector<PageBlock> blocksOf(std::string_view page);

} // namespace looplint::testing
