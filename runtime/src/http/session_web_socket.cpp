// The part of a session that hands its connection to a WebSocket's handler.
#include <boost/beast/core/string.hpp>

#include "loop/log.h"
#include "percent.h"
#include "web_socket_peer.h"
#include "worker.h"

namespace loop::http {

bool Session::asks_for_web_socket() const {
    const RequestHead& head = exchange_->head;
    const FieldView* upgrade = head.find("upgrade");
    const FieldView* version = head.find("sec-websocket-version");
    const FieldView* key = head.find("sec-websocket-key");
    return head.method == "GET" && head.version >= 11 && parser_->is_done() && upgrade &&
           boost::beast::iequals(upgrade->value, "websocket") && version &&
           version->value == "13" && key && is_web_socket_key(key->value);
}

Coroutine<void> Session::serve_web_socket() {
    keeps_alive_ = false;
    exchange_->head.type = "websocket";
    const auto peer = std::make_shared<WebSocketPeer>(*this);
    web_socket_ = peer.get();
    std::exception_ptr failure;
    try {
        co_await worker_->answer(exchange_->scope(), WebSocket(peer));
    } catch (const HttpDisconnectError&) { // it sent to a client that was gone
    } catch (...) {
        failure = std::current_exception();
    }
    web_socket_ = nullptr;
    try {
        co_await peer->finish(std::move(failure));
    } catch (const HttpDisconnectError&) {
    }
    parser_.reset();
}

void Session::log_web_socket(std::string_view outcome) const {
    if (!log::access_enabled()) return;
    const RequestHead& head = exchange_->head;
    std::string line(head.client);
    line.append(" - \"WebSocket ");
    append_quoted(line, head.path);
    if (!head.query.empty()) line.append("?").append(head.query);
    line.append("\" ").append(outcome);
    log::access(line);
}

} // namespace loop::http
