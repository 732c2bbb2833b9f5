#include "segment_value.h"

#include <array>
#include <cctype>
#include <charconv>
#include <cmath>
#include <ctime>

namespace loop::http {

namespace {

std::string_view strip(std::string_view text) {
    constexpr std::string_view blanks = " \t\n\v\f\r";
    const auto first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

bool is_digit(char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; }

// The number without `+` and underscores; empty if these stand where Python does not allow them.
std::string plain_number(std::string_view text) {
    text = strip(text);
    if (text.starts_with('+')) {
        text.remove_prefix(1);
        if (text.starts_with('-')) return {};
    }
    std::string plain;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '_') {
            plain += text[i];
        } else if (i == 0 || i + 1 == text.size() || !is_digit(text[i - 1]) ||
                   !is_digit(text[i + 1])) {
            return {};
        }
    }
    return plain;
}

std::optional<Matches::DateTime> parsed(const std::string& text, const char* format) {
    std::tm fields{};
    fields.tm_mday = 1;
    const char* end = ::strptime(text.c_str(), format, &fields);
    if (end == nullptr || *end != '\0') return std::nullopt;
    const auto offset = std::chrono::seconds(fields.tm_gmtoff);
    return Matches::DateTime(std::chrono::seconds(::timegm(&fields))) - offset;
}

} // namespace

std::optional<Matches::Value> integer_of(std::string_view text) {
    const auto plain = plain_number(text);
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(plain.data(), plain.data() + plain.size(), value);
    if (plain.empty() || error != std::errc() || end != plain.data() + plain.size())
        return std::nullopt;
    return value;
}

std::optional<Matches::Value> floating_of(std::string_view text) {
    const auto plain = plain_number(text);
    if (plain.empty() || plain.find_first_of("()") != std::string::npos) return std::nullopt;
    double value = 0;
    const auto [end, error] = std::from_chars(plain.data(), plain.data() + plain.size(), value);
    if (end != plain.data() + plain.size()) return std::nullopt;
    if (error == std::errc::result_out_of_range) return std::strtod(plain.c_str(), nullptr);
    if (error != std::errc()) return std::nullopt;
    return value;
}

std::optional<Matches::Value> datetime_of(std::string_view text, const std::string& format) {
    const std::string whole(text);
    if (!format.empty()) {
        const auto value = parsed(whole, format.c_str());
        return value ? std::optional<Matches::Value>(*value) : std::nullopt;
    }
    static constexpr std::array formats{"%Y-%m-%dT%H:%M:%S%z", "%Y-%m-%dT%H:%M:%S",
                                        "%Y-%m-%dT%H:%M%z", "%Y-%m-%dT%H:%M", "%Y-%m-%d"};
    for (const char* iso : formats)
        if (const auto value = parsed(whole, iso)) return *value;
    return Matches::Value();
}

} // namespace loop::http
