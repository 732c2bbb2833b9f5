#include "page_blocks.h"

namespace looplint::testing {

std::vector<PageBlock> blocksOf(std::string_view page) {
    static constexpr std::string_view kOpen = "```cpp\n", kClose = "\n```";
    std::vector<PageBlock> blocks;
    for (size_t at = page.find(kOpen); at != page.npos; at = page.find(kOpen, at)) {
        const size_t begin = at + kOpen.size(), end = page.find(kClose, begin);
        if (end == page.npos) break;
        const std::string_view text = page.substr(begin, end + 1 - begin);
        const bool isBad = text.starts_with("// bad");
        if (isBad || text.starts_with("// good")) blocks.push_back({std::string(text), isBad});
        at = end + kClose.size();
    }
    return blocks;
}

} // namespace looplint::testing
