#include "request_parser.h"

#include <algorithm>
#include <array>
#include <limits>

namespace loop::http {

namespace {

namespace beast = boost::beast::http;

constexpr std::size_t patience = 16 * 1024; // with what surrounds chunks

std::string_view view(boost::beast::string_view text) { return {text.data(), text.size()}; }

bool is_control(char c) { return (c >= 0 && c < ' ' && c != '\t') || c == '\x7f'; }

constexpr auto host_characters = [] {
    std::array<bool, 256> table{};
    for (const char c : std::string_view("-._~!$&'()*+,;=:%[]"
                                         "0123456789abcdefghijklmnopqrstuvwxyz"
                                         "ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
        table[static_cast<unsigned char>(c)] = true;
    return table;
}();

// A name or address and a port; empty is fine (RFC 9110, 7.2).
bool is_host(std::string_view value) {
    return std::ranges::all_of(
        value, [](char c) { return host_characters[static_cast<unsigned char>(c)]; });
}

constexpr Rejection invalid{400, "Invalid HTTP request received."};

} // namespace

RequestParser::RequestParser(const ServeLimits& limits, RequestHead& head, std::string& body)
    : limits_(limits), head_(head), body_(body) {
    eager(true);
    header_limit(static_cast<std::uint32_t>(
        std::min<std::size_t>(limits.header, std::numeric_limits<std::uint32_t>::max())));
    body_limit(limits.body);
}

RequestParser::Progress RequestParser::feed(std::string_view& input) {
    if (!got_some()) // a client may end its last request with one line end too many
        while (input.starts_with("\r\n")) input.remove_prefix(2);
    if (input.empty() || input == "\r") return Progress::more;
    if (!is_header_done() && has_bad_lines(input)) return reject(beast::error::bad_line_ending);
    const bool was_in_body = is_header_done();
    // Beast, given a last chunk's line anew with less than this, takes it for its own mistake.
    constexpr std::size_t least = 5;
    if (was_in_body && chunked() && left_over_ && input.size() < least)
        return has_bad_lines(input) ? reject(beast::error::bad_line_ending) : Progress::more;
    error_code error;
    const std::size_t used = put(boost::asio::buffer(input.data(), input.size()), error);
    input.remove_prefix(used);
    left_over_ = !input.empty();
    if (used > 0) scanned_ = 0;
    if (was_in_body && chunked()) chunked_bytes_ += used;
    if (error && error != beast::error::need_more) return reject(error);
    if (has_too_much_around_chunks()) return reject(beast::error::bad_chunk_extension);
    if (is_done()) return Progress::done;
    if (!is_header_done() && input.size() >= limits_.header)
        return reject(beast::error::header_limit);
    const bool in_chunk_line = is_header_done() && chunked(); // Beast leaves nothing else lying
    if (in_chunk_line && (input.size() >= patience || has_bad_lines(input)))
        return reject(beast::error::bad_line_ending);
    return Progress::more;
}

// Lines that end with a line feed alone, which Beast would wait on for ever, and lines that go on
// behind a line end, which Beast would join: others on the way here may read both differently.
// Looks at each byte once, up to the blank line.
bool RequestParser::has_bad_lines(std::string_view input) {
    for (std::size_t from = scanned_;;) {
        const auto at = input.find('\n', from);
        scanned_ = std::min(at, input.size());
        if (at == std::string_view::npos) return false;
        if (at == 0 || input[at - 1] != '\r') return true;
        if (at == 1 && !is_header_done()) return false; // the blank line, the others being taken
        if (at + 1 == input.size()) return false; // what follows is to come
        if (input[at + 1] == ' ' || input[at + 1] == '\t') return true;
        if (input[at + 1] == '\r') return false; // the blank line
        from = at + 1;
    }
}

// Sizes with many zeros, extensions, trailers: much more than a client needs that sends a byte per
// chunk.
bool RequestParser::has_too_much_around_chunks() const {
    return chunked_bytes_ > patience + 16 * chunks_ + 3 * body_bytes_;
}

RequestParser::Progress RequestParser::reject(const error_code& error) {
    rejection_ = invalid;
    if (error == beast::error::body_limit)
        rejection_ = {413, "Request body is too large."};
    else if (error == beast::error::header_limit && head_.target.empty())
        rejection_ = {414, "Request URL is too long."};
    else if (error == beast::error::header_limit && !is_header_done())
        rejection_ = {431, "Request header fields are too large."};
    else if (error == beast::error::buffer_overflow)
        rejection_ = {414, "Request URL is too long."};
    return Progress::rejected;
}

void RequestParser::on_request_impl(verb, string_view method, string_view target, int version,
                                    error_code& error) {
    if (target.size() > limits_.target) error = beast::error::buffer_overflow;
    head_.method = view(method);
    head_.target = view(target);
    head_.version = static_cast<unsigned>(version);
    header_bytes_ = method.size() + target.size();
}

void RequestParser::on_field_impl(field name, string_view text, string_view value,
                                  error_code& error) {
    if (is_header_done()) return; // a trailer
    header_bytes_ += text.size() + value.size() + 4;
    if (header_bytes_ > limits_.header) {
        error = beast::error::header_limit;
        return;
    }
    if (!is_acceptable(name, view(value))) error = beast::error::bad_value;
    has_upgrade_ |= name == field::upgrade;
    expects_continue_ |= name == field::expect && boost::beast::iequals(value, "100-continue");
    head_.add_field(view(text), view(value));
}

// What decides where the request ends is said once, and plainly: else somebody on the way here may
// see another end, and a part of the body becomes a request.
bool RequestParser::is_acceptable(field name, std::string_view value) {
    if (name == field::host) return ++hosts_ == 1 && is_host(value);
    if (name == field::content_length)
        return ++lengths_ == 1 && value.find_first_not_of("0123456789") == value.npos;
    if (name == field::transfer_encoding)
        return ++codings_ == 1 && head_.version >= 11 && boost::beast::iequals(value, "chunked");
    return true;
}

void RequestParser::on_header_impl(error_code& error) {
    const bool no_host = hosts_ == 0 && head_.version >= 11;
    const bool two_ends = codings_ > 0 && lengths_ > 0;
    if (!head_.seal() || no_host || two_ends) error = beast::error::bad_value;
}

void RequestParser::on_chunk_header_impl(std::uint64_t, string_view extension, error_code& error) {
    ++chunks_;
    if (std::ranges::any_of(extension, is_control)) error = beast::error::bad_chunk_extension;
}

std::size_t RequestParser::on_body_impl(string_view bytes, error_code&) {
    body_.append(bytes.data(), bytes.size());
    return bytes.size();
}

std::size_t RequestParser::on_chunk_body_impl(std::uint64_t, string_view bytes, error_code&) {
    body_.append(bytes.data(), bytes.size());
    body_bytes_ += bytes.size();
    return bytes.size();
}

} // namespace loop::http
