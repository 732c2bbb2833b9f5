#include "percent.h"

#include <algorithm>
#include <charconv>

namespace loop::http {

namespace {

// The byte written as two hex digits at the front of `text`, or -1.
int hex_byte(std::string_view text) {
    unsigned char byte = 0;
    if (text.size() < 2) return -1;
    const auto [end, error] = std::from_chars(text.data(), text.data() + 2, byte, 16);
    return error == std::errc() && end == text.data() + 2 ? byte : -1;
}

bool stands_for_itself(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '-' && c <= '9') || c == '_' ||
           c == '~';
}

} // namespace

void append_unquoted(std::string& out, std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const auto percent = std::min(text.find('%', at), text.size());
        out.append(text, at, percent - at);
        if (percent == text.size()) return;
        const int byte = hex_byte(text.substr(percent + 1));
        out += byte < 0 ? '%' : static_cast<char>(byte);
        at = percent + (byte < 0 ? 1 : 3);
    }
}

namespace {

void append_hex(std::string& out, char c) {
    static constexpr std::string_view digits = "0123456789ABCDEF";
    const auto byte = static_cast<unsigned char>(c);
    out += {'%', digits[byte >> 4], digits[byte & 15]};
}

} // namespace

void append_quoted(std::string& out, std::string_view text) {
    for (const char c : text)
        if (stands_for_itself(c))
            out += c;
        else
            append_hex(out, c);
}

void append_printable(std::string& out, std::string_view text) {
    for (const char c : text)
        if (c >= ' ' && c != '\x7f' && c != '"' && c != '%')
            out += c;
        else
            append_hex(out, c);
}

} // namespace loop::http
