#include "web_socket_peer.h"

#include <array>

#include "loop/content.h"
#include "loop/log.h"
#include "percent.h"
#include "worker.h"

namespace loop::http {

using Kind = Incoming::Kind;

WebSocketPeer::WebSocketPeer(Session& session)
    : session_(&session),
      reader_(session.worker_->options().limits.message),
      writing_(session.worker_->loop()) {}

std::shared_ptr<Session> WebSocketPeer::session() const {
    if (!session_ || state_ == State::closed) throw HttpDisconnectError("the WebSocket is closed");
    return session_->shared_from_this();
}

Coroutine<void> WebSocketPeer::accept(std::string subprotocol) {
    const auto self = shared_from_this();
    if (state_ != State::handshake) throw RuntimeError("the WebSocket was accepted already");
    const auto alive = session();
    Session& session = *alive;
    session.out_.clear();
    append_handshake(session.out_, subprotocol);
    state_ = State::open;
    session.head_sent_ = true;
    session.log_web_socket("[accepted]");
    co_await session.write(session.out_);
}

void WebSocketPeer::append_handshake(std::string& out, const std::string& subprotocol) const {
    const RequestHead& head = session_->exchange_->head;
    if (subprotocol.find_first_of("\r\n") != std::string::npos)
        throw ValueError("Invalid subprotocol '" + subprotocol + "'");
    out.append("HTTP/1.1 101 Switching Protocols\r\n");
    out.append(session_->worker_->default_lines());
    out.append("upgrade: websocket\r\nconnection: Upgrade\r\nsec-websocket-accept: ");
    out.append(web_socket_accept(head.find("sec-websocket-key")->value)).append("\r\n");
    if (!subprotocol.empty())
        out.append("sec-websocket-protocol: ").append(subprotocol).append("\r\n");
    out.append("\r\n");
}

Coroutine<std::optional<WebSocketMessage>> WebSocketPeer::receive() {
    const auto self = shared_from_this();
    if (state_ == State::handshake) throw RuntimeError("the WebSocket is not accepted yet");
    while (state_ == State::open && session_) {
        auto frame = co_await next_frame(session_->shared_from_this());
        if (!frame || state_ != State::open) break;
        if (frame->kind == Kind::text || frame->kind == Kind::binary)
            co_return WebSocketMessage{std::move(frame->data), frame->kind == Kind::text};
        co_await answer_control(*frame);
    }
    co_return std::nullopt;
}

// Nothing at the end of the stream.
Coroutine<std::optional<Incoming>> WebSocketPeer::next_frame(std::shared_ptr<Session> session) {
    for (;;) {
        auto rest = session->buffer_.bytes();
        auto frame = reader_.next(rest);
        session->buffer_.keep(rest.size());
        if (frame) co_return frame;
        bool more = false;
        try {
            more = co_await session->read_more();
        } catch (const OSError&) { // the client is gone
        }
        if (more) continue;
        state_ = State::closed;
        co_return std::nullopt;
    }
}

// A close is answered with the client's own code, what is wrong with a code of ours.
Coroutine<void> WebSocketPeer::answer_control(const Incoming& frame) {
    if (frame.kind == Kind::pong) co_return;
    if (frame.kind == Kind::ping) {
        co_await send_frame(Opcode::pong, frame.data);
        co_return;
    }
    co_await send_frame(Opcode::close, frame.code ? close_payload(frame.code) : std::string());
    state_ = State::closed;
}

Coroutine<void> WebSocketPeer::send(WebSocketMessage message) {
    if (state_ == State::handshake) throw RuntimeError("the WebSocket is not accepted yet");
    if (state_ != State::open) throw HttpDisconnectError("the WebSocket is closed");
    const Opcode op = message.is_text ? Opcode::text : Opcode::binary;
    co_await send_frame(op, std::move(message.data));
}

// One frame at a time: several coroutines may send, and receive() answers pings.
Coroutine<void> WebSocketPeer::send_frame(Opcode op, std::string payload) {
    const auto self = shared_from_this();
    const auto held = co_await writing_.hold();
    const auto alive = session();
    std::string head;
    append_frame_head(head, op, payload.size());
    const std::array<std::string_view, 2> parts{head, payload};
    bool gone = false;
    try {
        co_await TimedWrite(*alive, alive->stream_.write(parts), payload.size());
    } catch (const OSError&) {
        gone = true;
    }
    if (!gone) co_return;
    state_ = State::closed;
    throw HttpDisconnectError("the WebSocket is closed");
}

Coroutine<void> WebSocketPeer::close(std::uint16_t code) {
    const auto self = shared_from_this();
    if (!is_sendable_close_code(code))
        throw ValueError("Invalid close code " + std::to_string(code));
    if (state_ == State::handshake) {
        co_await refuse(403, "");
    } else if (state_ == State::open) {
        state_ = State::closing;
        co_await send_frame(Opcode::close, close_payload(code));
    }
}

Coroutine<void> WebSocketPeer::refuse(unsigned status, std::string text) {
    const auto alive = session();
    state_ = State::closed;
    alive->log_web_socket(std::to_string(status));
    Response response = text_response(static_cast<int>(status), {{"connection", "close"}}, text);
    alive->out_.clear();
    const Framing framing = append_head(alive->out_, response, {}, alive->worker_->default_lines());
    append_piece(alive->out_, framing, text);
    co_await alive->write(alive->out_);
}

Coroutine<void> WebSocketPeer::finish(std::exception_ptr failure) {
    const auto self = shared_from_this();
    if (failure) log::error("Exception in ASGI application\n" + describe(failure));
    if (state_ == State::handshake) {
        if (!failure) log::error("ASGI callable returned without sending handshake.");
        co_await refuse(500, "Internal Server Error");
    } else if (!failure) {
        co_await close(1000);
        if (state_ == State::closing) co_await wait_for_close();
    }
    state_ = State::closed;
    session_ = nullptr;
}

// The client's answer to our close; not for ever.
Coroutine<void> WebSocketPeer::wait_for_close() {
    const auto alive = session_->shared_from_this();
    alive->allow(std::chrono::seconds(1));
    for (;;) {
        const auto frame = co_await next_frame(alive);
        if (!frame || frame->kind == Kind::close || frame->kind == Kind::error) break;
    }
}

} // namespace loop::http
