#include "loop/repr.h"

#include "loop/errors.h"

namespace loop {
namespace {

std::string escaped(std::string_view text) {
    static constexpr char kHex[] = "0123456789abcdef";
    std::string out = "'";
    for (unsigned char c : text) {
        if (c == '\n')
            out += "\\n";
        else if (c == '\r')
            out += "\\r";
        else if (c == '\t')
            out += "\\t";
        else if (c == '\'' || c == '\\')
            (out += '\\') += static_cast<char>(c);
        else if (c < 32 || c == 127)
            ((out += "\\x") += kHex[c >> 4]) += kHex[c & 15];
        else
            out += static_cast<char>(c);
    }
    return out += '\'';
}

} // namespace

std::string repr_text(std::string_view text) {
    constexpr std::size_t kMax = 30, kHead = (kMax - 3) / 2, kTail = kMax - 3 - kHead;
    std::string whole = escaped(text.substr(0, kMax));
    if (whole.size() <= kMax && text.size() <= kMax) return whole;
    whole = escaped(text);
    return whole.substr(0, kHead) + "..." + whole.substr(whole.size() - kTail);
}

std::string repr_exception(const std::exception_ptr& error) {
    std::string message = message_of(error);
    return type_name(error) + "(" + (message.empty() ? "" : escaped(message)) + ")";
}

} // namespace loop
