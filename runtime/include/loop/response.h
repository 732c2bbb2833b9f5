// Response — what a handler returns: a status, header fields and a body, each but the first
// optional.
//
//     co_return 204;
//     co_return loop::Response{200, {{"content-type", "text/html"}}, loop::text_writer(text)};
//     co_return loop::Response{200, {}, count_to_three()};   // an AsyncGenerator<std::string>
#pragma once

#include <cstddef>
#include <limits>
#include <optional>
#include <string>
#include <utility>

#include <nlohmann/json_fwd.hpp>

#include "loop/generator.h"
#include "loop/headers.h"

namespace loop {

/// A response's body: all at once, or chunk by chunk as a generator makes it. Move-only.
class Body {
  public:
    static constexpr std::size_t undivided = std::numeric_limits<std::size_t>::max();

    Body() = default;
    /// The bytes are sent in chunks of at most `chunk_size`, which is at least 1.
    explicit Body(std::string bytes, std::size_t chunk_size = undivided);
    /// An empty string from the generator is skipped.
    Body(AsyncGenerator<std::string> chunks) : chunks_(std::move(chunks)) {}

    bool streams() const { return static_cast<bool>(chunks_); }
    /// Not if it streams.
    const std::string& bytes() const { return bytes_; }
    std::size_t chunk_size() const { return chunk_size_; }
    /// Only if it streams.
    AsyncGenerator<std::string>& chunks() { return chunks_; }

  private:
    std::string bytes_;
    std::size_t chunk_size_ = undivided;
    AsyncGenerator<std::string> chunks_;
};

struct Response {
    /// Returned by a handler that has nothing to say: the server answers 500.
    Response() = default;
    Response(int status) : status(status) {}
    Response(int status, Headers headers, Body body = {})
        : status(status), headers(std::move(headers)), body(std::move(body)) {}

    int status = 0;
    Headers headers;
    Body body;
};

Body text_writer(std::string text, std::size_t chunk_size = Body::undivided);
Body bytes_writer(std::string bytes, std::size_t chunk_size = Body::undivided);

/// These add a content type (text/plain, application/octet-stream, application/json) unless one is
/// given, and the content's length.
Response text_response(int status, Headers headers, std::string text);
Response bytes_response(int status, Headers headers, std::string bytes);
/// The JSON is written as Python's json.dumps writes it: `{"a": [1, 2]}`, ASCII only.
Response json_response(int status, Headers headers, const nlohmann::ordered_json& value);
Response json_response(int status, Headers headers, const nlohmann::json& value);

} // namespace loop
