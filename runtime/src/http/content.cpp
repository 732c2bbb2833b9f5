#include "loop/content.h"

#include <array>
#include <cstdio>

#include <boost/nowide/utf/utf.hpp>

namespace loop {

namespace {

void require_utf8(const std::string& bytes) {
    using utf = boost::nowide::utf::utf_traits<char>;
    for (const char *at = bytes.data(), *end = at + bytes.size(); at != end;) {
        const char* start = at;
        if (boost::nowide::utf::is_valid_codepoint(utf::decode(at, end))) continue;
        std::array<char, 96> text{};
        std::snprintf(text.data(), text.size(),
                      "'utf-8' codec can't decode byte 0x%02x in position %td",
                      static_cast<unsigned char>(*start), start - bytes.data());
        throw UnicodeDecodeError(text.data());
    }
}

} // namespace

Coroutine<std::string> bytes_reader(Content content) {
    std::string bytes;
    while (auto chunk = co_await content.next()) {
        if (bytes.empty())
            bytes = std::move(*chunk);
        else
            bytes += *chunk;
    }
    co_return bytes;
}

Coroutine<std::string> text_reader(Content content) {
    std::string text = co_await bytes_reader(std::move(content));
    require_utf8(text);
    co_return text;
}

} // namespace loop
