// Scope — what a handler is told about the request it answers: ASGI's connection scope.
//
// A handle: copies are cheap and share one record, which lives as long as any of them. The views
// that it returns live as long as a copy of the scope is held.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace loop {

namespace http {
struct RequestHead;
}

struct FieldView {
    std::string_view name; // in lower case
    std::string_view value;
};

class Scope {
  public:
    // The scope of lifespan handlers.
    Scope();
    explicit Scope(std::shared_ptr<const http::RequestHead> head) : head_(std::move(head)) {}

    std::string_view type() const;         // "http", "websocket" or "lifespan"
    std::string_view method() const;       // "GET"
    std::string_view path() const;         // percent-decoded
    std::string_view raw_path() const;     // as sent
    std::string_view query_string() const; // as sent, without the question mark
    std::string_view http_version() const; // "1.0" or "1.1"
    std::string_view scheme() const;       // "http" or "ws"
    std::string_view client() const;       // "127.0.0.1:57182"
    std::string_view server() const;       // "127.0.0.1:9009"

    // All header fields in order, and the first of one name (in lower case).
    const std::vector<FieldView>& headers() const;
    std::optional<std::string_view> header(std::string_view name) const;

  private:
    std::shared_ptr<const http::RequestHead> head_;
};

} // namespace loop
