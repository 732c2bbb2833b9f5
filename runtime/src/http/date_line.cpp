#include "date_line.h"

#include <array>
#include <cstdio>

namespace loop::http {

namespace {

// HTTP's names are English whatever the application's locale is, so strftime will not do.
constexpr std::array days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
constexpr std::array months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                            "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

} // namespace

std::string_view DateLine::lines() {
    const std::time_t now = std::time(nullptr);
    if (now == built_) return lines_;
    std::tm utc{};
    ::gmtime_r(&now, &utc);
    std::array<char, 128> text{};
    const int size = std::snprintf(
        text.data(), text.size(),
        "date: %s, %02d %s %04d %02d:%02d:%02d GMT\r\nserver: uvicorn\r\n", days[utc.tm_wday],
        utc.tm_mday, months[utc.tm_mon], utc.tm_year + 1900, utc.tm_hour, utc.tm_min, utc.tm_sec);
    lines_.assign(text.data(), static_cast<std::size_t>(size));
    built_ = now;
    return lines_;
}

} // namespace loop::http
