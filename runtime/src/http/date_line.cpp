#include "date_line.h"

#include <array>

namespace loop::http {

std::string_view DateLine::lines() {
    const std::time_t now = std::time(nullptr);
    if (now != built_) {
        std::tm utc{};
        ::gmtime_r(&now, &utc);
        std::array<char, 96> text{};
        // The C locale's names: a server never calls setlocale on its own.
        const auto size = std::strftime(text.data(), text.size(),
                                        "date: %a, %d %b %Y %H:%M:%S GMT\r\nserver: uvicorn\r\n", &utc);
        lines_.assign(text.data(), size);
        built_ = now;
    }
    return lines_;
}

} // namespace loop::http
