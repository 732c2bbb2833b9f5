#include "analysis/message.h"

#include <cassert>

namespace looplint {

std::string Message::fill(std::initializer_list<std::string> args) const {
    std::string out;
    for (size_t i = 0; i < text.size(); ++i) {
        const bool isArgument = text[i] == '{' && i + 2 < text.size() && text[i + 2] == '}';
        if (!isArgument) {
            out += text[i];
            continue;
        }
        const size_t index = text[i + 1] - '0';
        assert(index < args.size() && "message refers to an argument that was not given");
        out += args.begin()[index];
        i += 2;
    }
    return out;
}

} // namespace looplint
