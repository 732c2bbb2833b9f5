#include <vector>

#include "loop/web_socket.h"
#include "path_pattern.h"

namespace loop {

struct WebSocketRouter::Route {
    http::PathPattern path;
    WebSocketHandler handler;
};
struct WebSocketRouter::Routes : std::vector<Route> {};

WebSocketRouter::WebSocketRouter() : routes_(std::make_unique<Routes>()) {}
WebSocketRouter::~WebSocketRouter() = default;

void WebSocketRouter::add(std::string_view path, WebSocketHandler handler) {
    routes_->push_back({http::PathPattern(path), std::move(handler)});
}

const WebSocketHandler* WebSocketRouter::resolve(std::string_view path, Matches& matches) const {
    for (const Route& route : *routes_)
        if (route.path.match(path, matches)) return &route.handler;
    return nullptr;
}

} // namespace loop
