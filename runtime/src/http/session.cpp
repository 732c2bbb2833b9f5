#include "session.h"

#include "loop/log.h"
#include "loop/sleep.h"
#include "server.h"

namespace loop::http {

using Progress = RequestParser::Progress;

Session::Session(std::shared_ptr<Server> server, Stream stream)
    : server_(std::move(server)), stream_(std::move(stream)) {}

Session::~Session() {
    idle_timer_.cancel();
    end_request();
    server_->session_ended(*this);
}

Coroutine<void> Session::run(std::shared_ptr<Session> self) {
    try {
        co_await self->serve();
    } catch (const OSError&) { // the client is gone: there is nobody to tell
    } catch (const std::exception&) {
        log::error("Exception in a connection\n" + describe(std::current_exception()));
    }
    self->idle_timer_.cancel();
    self->stream_.close();
}

Coroutine<void> Session::serve() {
    begin_request();
    while (co_await read_head()) {
        state_ = State::answering;
        co_await answer();
        state_ = State::receiving;
        if (!keeps_alive_ || stopping_) break;
        if (!parser_->is_done() && !co_await finish_body()) break;
        begin_request();
        if (buffer_.empty())
            become_idle();
        else if (++pipelined_ % 32 == 0)
            co_await sleep(Duration::zero()); // others' turn
    }
    const bool unread = parser_ && (!parser_->is_done() || !buffer_.empty());
    if (unread && !stopping_) co_await linger();
}

void Session::begin_request() {
    if (!exchange_ || exchange_.use_count() > 1) {
        exchange_ = std::make_shared<Exchange>();
        exchange_->head.client = stream_.peer();
        exchange_->head.server = stream_.local();
    }
    exchange_->head.clear();
    exchange_->body.clear();
    parser_.emplace(server_->options().limits, exchange_->head, exchange_->body);
    continued_ = head_sent_ = false;
}

void Session::end_request() {
    if (exchange_) exchange_->session = nullptr;
}

Progress Session::parse() {
    auto rest = buffer_.bytes();
    const auto progress = parser_->feed(rest);
    buffer_.keep(rest.size());
    return progress;
}

// False at the end of the stream. While it waits, the session's state says what for.
Coroutine<bool> Session::read_more() {
    const std::size_t count = co_await stream_.read_some(buffer_.room());
    buffer_.filled(count);
    if (state_ != State::answering) state_ = State::receiving;
    co_return count > 0;
}

// False if there is no request to answer any more.
Coroutine<bool> Session::read_head() {
    for (;;) {
        const Progress progress = parse();
        if (progress == Progress::rejected) {
            co_await reject(parser_->rejection());
            co_return false;
        }
        if (parser_->is_header_done()) break;
        const bool more = co_await read_more();
        if (!more) {
            parser_.reset();
            co_return false;
        }
    }
    if (parser_->asks_for_upgrade()) {
        co_await reject({400, "Unsupported upgrade request."});
        co_return false;
    }
    co_return true;
}

Coroutine<std::optional<std::string>> Session::next_piece(std::shared_ptr<Session> self,
                                                          std::shared_ptr<Exchange> exchange) {
    Session& me = *self;
    if (me.parser_->expects_continue() && !me.continued_ && !me.head_sent_) {
        me.continued_ = true;
        co_await me.stream_.write("HTTP/1.1 100 Continue\r\n\r\n");
    }
    while (exchange->body.empty() && !me.parser_->is_done()) {
        const bool more = co_await me.read_more();
        if (exchange->session == nullptr)
            throw HttpDisconnectError("the request has been answered already");
        if (!more) throw HttpDisconnectError("the client closed the connection");
        if (me.parse() == Progress::rejected)
            throw HttpDisconnectError("the rest of the request is invalid");
    }
    if (exchange->body.empty()) co_return std::nullopt;
    co_return std::exchange(exchange->body, {});
}

// Drops what the handler did not read. False if that is not worth the while.
Coroutine<bool> Session::finish_body() {
    constexpr std::size_t patience = 1 << 20;
    if (parser_->expects_continue() && !continued_) co_return parser_->is_done();
    for (std::size_t dropped = 0; !parser_->is_done() && dropped < patience;) {
        dropped += exchange_->body.size();
        exchange_->body.clear();
        if (!co_await read_more()) break;
        if (parse() == Progress::rejected) break;
    }
    co_return parser_->is_done();
}

// Leaves the client time to read the last response: closing at once, with bytes unread, would make
// the system take it back.
Coroutine<void> Session::linger() {
    using namespace std::chrono_literals;
    constexpr std::size_t patience = 1 << 20;
    state_ = State::idle;
    stream_.shutdown_write();
    idle_timer_.cancel();
    idle_timer_ = server_->loop().call_later(1s, [this] { stream_.close(); });
    for (std::size_t dropped = 0; dropped < patience;) {
        buffer_.keep(0);
        const std::size_t count = co_await stream_.read_some(buffer_.room());
        if (count == 0) break;
        dropped += count;
    }
}

void Session::stop() {
    stopping_ = true;
    if (state_ != State::answering) stream_.close();
}

void Session::become_idle() {
    state_ = State::idle;
    idle_since_ = server_->loop().time();
    if (!idle_timer_)
        idle_timer_ =
            server_->loop().call_later(server_->options().keep_alive, [this] { close_if_idle(); });
}

// One timer serves many idle times: when it was set for an earlier one, it is set anew.
void Session::close_if_idle() {
    idle_timer_ = {};
    if (state_ != State::idle) return;
    const Duration due = idle_since_ + server_->options().keep_alive;
    if (server_->loop().time() >= due)
        stream_.close();
    else
        idle_timer_ = server_->loop().call_at(due, [this] { close_if_idle(); });
}

} // namespace loop::http
