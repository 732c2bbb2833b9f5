// The server's side of a WebSocket: handshake, frames and closing over a session's stream.
#pragma once

#include <exception>

#include "frames.h"
#include "loop/lock.h"
#include "loop/web_socket.h"
#include "session.h"

namespace loop::http {

class WebSocketPeer final : public WebSocket::Peer,
                            public std::enable_shared_from_this<WebSocketPeer> {
  public:
    explicit WebSocketPeer(Session& session);

    Coroutine<void> accept(std::string subprotocol) override;
    Coroutine<std::optional<WebSocketMessage>> receive() override;
    Coroutine<void> send(WebSocketMessage message) override;
    Coroutine<void> close(std::uint16_t code) override;

    // The handler has returned, or failed: says to the client what is left to say. From here on the
    // handles that the handler kept are closed.
    Coroutine<void> finish(std::exception_ptr failure);

  private:
    using Opcode = boost::beast::websocket::detail::opcode;
    // closing: our close frame is out, the client's is not here yet.
    enum class State { handshake, open, closing, closed };

    std::shared_ptr<Session> session() const;
    void append_handshake(std::string& out, const std::string& subprotocol) const;
    Coroutine<std::optional<Incoming>> next_frame(std::shared_ptr<Session> session);
    Coroutine<void> answer_control(const Incoming& frame);
    Coroutine<void> send_frame(Opcode op, std::string payload);
    Coroutine<void> refuse(unsigned status, std::string text);
    Coroutine<void> wait_for_close();

    Session* session_; // null once it is finished
    State state_ = State::handshake;
    FrameReader reader_;
    Lock writing_;
};

} // namespace loop::http
