// NOLINT comments in any text: never a crash, and no line beyond the text is covered by a comment
// on the same line.

#include "suppress.h"

#include <algorithm>
#include <cstdlib>

using namespace looplint;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    Suppressions suppressions(text);
    const auto lines = static_cast<uint32_t>(std::count(text.begin(), text.end(), '\n')) + 1;
    for (uint32_t line = 1; line <= std::min(lines, 50u); ++line)
        suppressions.covers(line, "loop-static-object");
    if (suppressions.covers(lines + 2, "loop-static-object")) std::abort();
    return 0;
}
