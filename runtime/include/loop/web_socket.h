// WebSocket — one connection to a browser's WebSocket, as a handler sees it.
//
//     loop::Coroutine<void> echo(loop::Scope, loop::Info&, loop::Matches, loop::WebSocket socket) {
//         co_await socket.accept();
//         while (auto message = co_await socket.receive()) co_await socket.send(*message);
//     }
//     app.ws_router.add("/echo", echo);
//
// close() before accept() refuses it with 403. A handler that returns closes it with 1000; one that
// throws drops the connection. A handle: copies are the same connection. Use it on the server's
// loop; one coroutine may receive while others send.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "loop/coroutine.h"
#include "loop/info.h"
#include "loop/matches.h"
#include "loop/scope.h"

namespace loop {

struct WebSocketMessage {
    std::string data; // UTF-8, if it is text
    bool is_text = true;
};

class WebSocket {
  public:
    /// The connection; the server's is one.
    class Peer {
      public:
        virtual ~Peer() = default;
        virtual Coroutine<void> accept(std::string subprotocol) = 0;
        virtual Coroutine<std::optional<WebSocketMessage>> receive() = 0;
        virtual Coroutine<void> send(WebSocketMessage message) = 0;
        virtual Coroutine<void> close(std::uint16_t code) = 0;
    };

    explicit WebSocket(std::shared_ptr<Peer> peer) : peer_(std::move(peer)) {}

    /// Answers the handshake, with one of the protocols that the client offers in its header
    /// `sec-websocket-protocol`, or none. RuntimeError the second time.
    Coroutine<void> accept(std::string subprotocol = {}) {
        return peer_->accept(std::move(subprotocol));
    }
    /// The next whole message; nullopt once either side has closed, and ever after. Answers pings.
    /// RuntimeError before accept().
    Coroutine<std::optional<WebSocketMessage>> receive() { return peer_->receive(); }
    /// HttpDisconnectError once it is closed, RuntimeError before accept().
    Coroutine<void> send(WebSocketMessage message) { return peer_->send(std::move(message)); }
    Coroutine<void> send_text(std::string text) {
        return peer_->send({.data = std::move(text), .is_text = true});
    }
    Coroutine<void> send_bytes(std::string bytes) {
        return peer_->send({.data = std::move(bytes), .is_text = false});
    }
    /// Twice is fine. ValueError for a code that must not be sent.
    Coroutine<void> close(std::uint16_t code = 1000) { return peer_->close(code); }

  private:
    std::shared_ptr<Peer> peer_;
};

/// Runs for the life of one connection, in its task, on the server's loop.
using WebSocketHandler = std::function<Coroutine<void>(Scope, Info&, Matches, WebSocket)>;

class WebSocketRouter {
  public:
    WebSocketRouter();
    ~WebSocketRouter();

    /// As HttpRouter::add; the first route that matches wins.
    void add(std::string_view path, WebSocketHandler handler);
    /// The handler, or nullptr; fills `matches`.
    const WebSocketHandler* resolve(std::string_view path, Matches& matches) const;

  private:
    struct Route;
    struct Routes;
    std::unique_ptr<Routes> routes_;
};

} // namespace loop
