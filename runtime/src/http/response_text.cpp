#include "response_text.h"

#include <array>
#include <charconv>
#include <span>

#include <boost/beast/core/string.hpp>
#include <boost/beast/http/status.hpp>

#include "loop/errors.h"

namespace loop::http {

namespace {

void append_number(std::string& out, std::uint64_t number, int base) {
    std::array<char, 24> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number, base).ptr;
    out.append(digits.data(), end);
}

void append_status_line(std::string& out, unsigned status) {
    out += "HTTP/1.1 ";
    append_number(out, status, 10);
    out += ' ';
    out += reason(status);
    out += "\r\n";
}

// For each character that a name may have: the same in lower case.
constexpr auto lowered = [] {
    std::array<char, 256> table{};
    for (const char mark : std::string_view("!#$%&'*+-.^_`|~"))
        table[static_cast<unsigned char>(mark)] = mark;
    for (char c = '0'; c <= '9'; ++c) table[static_cast<unsigned char>(c)] = c;
    for (char c = 'a'; c <= 'z'; ++c)
        table[static_cast<unsigned char>(c)] = table[static_cast<unsigned char>(c - 'a' + 'A')] = c;
    return table;
}();

bool breaks_lines(std::string_view value) {
    bool breaks = false;
    for (const char c : value) breaks |= c == '\r' || c == '\n' || c == '\0';
    return breaks;
}

void append_field(std::string& out, std::string_view name, std::string_view value) {
    if (name.empty() || breaks_lines(value))
        throw ValueError("Invalid header field '" + std::string(name) + "'");
    const auto start = out.size();
    out.append(name);
    for (char& c : std::span(out).subspan(start)) {
        c = lowered[static_cast<unsigned char>(c)];
        if (c == '\0') throw ValueError("Invalid header name '" + std::string(name) + "'");
    }
    out.append(": ").append(value).append("\r\n");
}

std::uint64_t length_of(std::string_view value) {
    std::uint64_t length = 0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), length);
    if (error != std::errc() || end != value.data() + value.size())
        throw ValueError("Invalid content-length '" + std::string(value) + "'");
    return length;
}

// Follows what the field says about framing.
void note_field(Framing& framing, const Header& field, bool& says_close) {
    using boost::beast::iequals;
    if (iequals(field.first, "content-length"))
        framing.length = length_of(field.second);
    else if (iequals(field.first, "transfer-encoding"))
        framing.chunked = true;
    else if (iequals(field.first, "connection"))
        says_close |= iequals(field.second, "close");
}

} // namespace

std::string_view reason(unsigned status) {
    namespace beast = boost::beast::http;
    const auto known = beast::int_to_status(status);
    if (known == beast::status::unknown) return {};
    const auto text = beast::obsolete_reason(known);
    return {text.data(), text.size()};
}

Framing append_head(std::string& out, const Response& response, const ResponseForm& form,
                    std::string_view default_lines) {
    if (response.status < 200 || response.status > 999)
        throw ValueError("Invalid status " + std::to_string(response.status));
    const auto status = static_cast<unsigned>(response.status);
    append_status_line(out, status);
    out += default_lines;
    Framing framing{.body = !form.head_only && status != 204 && status != 304};
    bool says_close = false;
    for (const Header& field : response.headers) {
        append_field(out, field.first, field.second);
        note_field(framing, field, says_close);
    }
    if (framing.chunked && framing.length)
        throw ValueError("Response has both content-length and transfer-encoding");
    const bool framed = framing.chunked || framing.length;
    const bool until_close = framing.body && !framed && form.version < 11;
    framing.closes = says_close || form.closes || until_close;
    if (framing.closes && !says_close) out += "connection: close\r\n";
    if (framing.body && !framed && form.version >= 11) {
        out += "transfer-encoding: chunked\r\n";
        framing.chunked = true;
    }
    out += "\r\n";
    return framing;
}

void append_chunk_line(std::string& out, std::size_t size) {
    append_number(out, size, 16);
    out += "\r\n";
}

void append_piece(std::string& out, const Framing& framing, std::string_view bytes) {
    if (bytes.empty()) return;
    if (framing.chunked) append_chunk_line(out, bytes.size());
    out += bytes;
    if (framing.chunked) out += "\r\n";
}

void append_end(std::string& out, const Framing& framing) {
    if (framing.body && framing.chunked) out += "0\r\n\r\n";
}

void append_rejection(std::string& out, const Rejection& rejection,
                      std::string_view default_lines, bool head_only) {
    append_status_line(out, rejection.status);
    out += default_lines;
    out += "content-type: text/plain; charset=utf-8\r\ncontent-length: ";
    append_number(out, rejection.text.size(), 10);
    out += "\r\nconnection: close\r\n\r\n";
    if (!head_only) out += rejection.text;
}

} // namespace loop::http
