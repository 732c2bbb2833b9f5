#include "loop/scope.h"

#include "request_head.h"

namespace loop {

Scope::Scope() {
    static const auto lifespan = [] {
        auto head = std::make_shared<http::RequestHead>();
        head->type = "lifespan";
        return head;
    }();
    head_ = lifespan;
}

std::string_view Scope::type() const { return head_->type; }
std::string_view Scope::method() const { return head_->method; }
std::string_view Scope::path() const { return head_->path; }
std::string_view Scope::raw_path() const { return head_->raw_path; }
std::string_view Scope::query_string() const { return head_->query; }
std::string_view Scope::http_version() const { return head_->version == 10 ? "1.0" : "1.1"; }
std::string_view Scope::scheme() const { return head_->type == "websocket" ? "ws" : "http"; }
std::string_view Scope::client() const { return head_->client; }
std::string_view Scope::server() const { return head_->server; }
const std::vector<FieldView>& Scope::headers() const { return head_->fields; }

std::optional<std::string_view> Scope::header(std::string_view name) const {
    const FieldView* field = head_->find(name);
    return field ? std::optional(field->value) : std::nullopt;
}

} // namespace loop
