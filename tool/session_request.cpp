#include "session_request.h"

#include "bytes.h"

namespace looplint {

std::string CheckRequest::write() const {
    BytesOut out;
    out.list(texts, [&](const auto& text) {
        out.text(text.first), out.number(text.second.has_value());
        if (text.second) out.text(*text.second);
    });
    out.list(news, [&](const std::string& message) { out.text(message); });
    return out.take();
}

CheckRequest CheckRequest::read(std::string_view bytes) {
    BytesIn in(bytes);
    CheckRequest request;
    in.list([&] {
        auto& text = request.texts[std::string(in.text())];
        if (in.number<bool>()) text = in.text();
    });
    in.list([&] { request.news.emplace_back(in.text()); });
    return request;
}

} // namespace looplint
