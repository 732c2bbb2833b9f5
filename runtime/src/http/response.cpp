#include "loop/response.h"

#include "loop/errors.h"

#include <boost/beast/core/string.hpp>
#include <nlohmann/json.hpp>

namespace loop {

namespace {

bool has(const Headers& headers, std::string_view name) {
    for (const auto& header : headers)
        if (boost::beast::iequals(header.first, name)) return true;
    return false;
}

Response sized(int status, Headers headers, std::string bytes, const char* type) {
    headers.reserve(headers.size() + 2);
    if (!has(headers, "content-type")) headers.emplace_back("content-type", type);
    if (!has(headers, "content-length"))
        headers.emplace_back("content-length", std::to_string(bytes.size()));
    return {status, std::move(headers), Body(std::move(bytes))};
}

// Puts the blank after each `,` and `:` that Python's json.dumps puts there.
std::string spaced(const std::string& compact) {
    std::string out;
    bool in_string = false;
    for (std::size_t i = 0; i < compact.size(); ++i) {
        out += compact[i];
        if (compact[i] == '"')
            in_string = !in_string;
        else if (in_string && compact[i] == '\\')
            out += compact[++i];
        else if (!in_string && (compact[i] == ',' || compact[i] == ':'))
            out += ' ';
    }
    return out;
}

} // namespace

Body::Body(std::string bytes, std::size_t chunk_size)
    : bytes_(std::move(bytes)), chunk_size_(chunk_size) {
    if (chunk_size == 0) throw ValueError("chunk size must be at least 1");
}

Body text_writer(std::string text, std::size_t chunk_size) {
    return Body(std::move(text), chunk_size);
}

Body bytes_writer(std::string bytes, std::size_t chunk_size) {
    return Body(std::move(bytes), chunk_size);
}

Response text_response(int status, Headers headers, std::string text) {
    return sized(status, std::move(headers), std::move(text), "text/plain");
}

Response bytes_response(int status, Headers headers, std::string bytes) {
    return sized(status, std::move(headers), std::move(bytes), "application/octet-stream");
}

Response json_response(int status, Headers headers, const nlohmann::ordered_json& value) {
    return sized(status, std::move(headers), spaced(value.dump(-1, ' ', true)), "application/json");
}

Response json_response(int status, Headers headers, const nlohmann::json& value) {
    return sized(status, std::move(headers), spaced(value.dump(-1, ' ', true)), "application/json");
}

} // namespace loop
