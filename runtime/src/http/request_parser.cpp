#include "request_parser.h"

#include <algorithm>
#include <limits>

namespace loop::http {

namespace {

namespace beast = boost::beast::http;

// Bytes that Beast would wait on for ever: in a header section, a line feed ends a line only after
// a carriage return.
bool has_bare_line_feed(std::string_view input) {
    for (auto at = input.find('\n'); at != std::string_view::npos; at = input.find('\n', at + 1))
        if (at == 0 || input[at - 1] != '\r') return true;
    return false;
}

std::string_view view(boost::beast::string_view text) { return {text.data(), text.size()}; }

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
    error_code error;
    input.remove_prefix(put(boost::asio::buffer(input.data(), input.size()), error));
    if (error && error != beast::error::need_more) return reject(error);
    if (is_done()) return Progress::done;
    const bool in_lines = !is_header_done() || chunked();
    if (in_lines && input.size() >= limits_.header) return reject(beast::error::header_limit);
    if (!is_header_done() && has_bare_line_feed(input))
        return reject(beast::error::bad_line_ending);
    return Progress::more;
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
    hosts_ += name == field::host;
    has_upgrade_ |= name == field::upgrade;
    has_transfer_encoding_ |= name == field::transfer_encoding;
    expects_continue_ |= name == field::expect && boost::beast::iequals(value, "100-continue");
    head_.add_field(view(text), view(value));
}

void RequestParser::on_header_impl(error_code& error) {
    const bool wrong_host = hosts_ > 1 || (hosts_ == 0 && head_.version >= 11);
    // A coding that nobody here undoes would leave the body in the stream, to be taken for a
    // request.
    const bool unknown_coding = has_transfer_encoding_ && !chunked();
    if (!head_.seal() || wrong_host || unknown_coding) error = beast::error::bad_value;
}

std::size_t RequestParser::on_body_impl(string_view bytes, error_code&) {
    body_.append(bytes.data(), bytes.size());
    return bytes.size();
}

std::size_t RequestParser::on_chunk_body_impl(std::uint64_t, string_view bytes, error_code&) {
    body_.append(bytes.data(), bytes.size());
    return bytes.size();
}

} // namespace loop::http
