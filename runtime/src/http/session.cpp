#include "session.h"

#include "loop/log.h"
#include "loop/sleep.h"
#include "worker.h"

namespace loop::http {

using Progress = RequestParser::Progress;

namespace {
constexpr Rejection too_slow{408, "Request Timeout"};
} // namespace

Session::Session(std::shared_ptr<Worker> worker, Stream stream)
    : worker_(std::move(worker)), stream_(std::move(stream)) {}

Session::~Session() {
    timer_.cancel();
    end_request();
    worker_->session_ended(*this);
}

Coroutine<void> Session::run(std::shared_ptr<Session> self) {
    try {
        co_await self->serve();
    } catch (const OSError&) { // the client is gone: there is nobody to tell
    } catch (const std::exception&) {
        log::error("Exception in a connection\n" + describe(std::current_exception()));
    }
    self->timer_.cancel();
    // What arrives just now is not answered: the client shall see an end, not a reset.
    if (self->stopping_) self->stream_.shutdown_write();
    self->stream_.close();
}

Coroutine<void> Session::serve() {
    begin_request();
    allow(worker_->options().limits.header_time);
    for (;;) {
        const bool asked = co_await read_head();
        if (!asked) break;
        state_ = State::answering;
        keeps_alive_ = !stopping_ && !sends_too_far_ahead();
        if (parser_->asks_for_upgrade()) {
            co_await serve_web_socket();
            break;
        }
        co_await answer();
        state_ = State::receiving;
        if (!keeps_alive_) break;
        if (stopping_) stream_.shutdown_read();
        if (!parser_->is_done()) {
            const bool finished = co_await finish_body();
            if (!finished) break;
        }
        begin_request();
        if (buffer_.empty())
            become_idle();
        else if (++pipelined_ % 32 == 0)
            co_await sleep(Duration::zero()); // others' turn
    }
    const bool unread = parser_ && stream_.is_open() && (!parser_->is_done() || !buffer_.empty());
    if (unread) co_await linger();
}

void Session::begin_request() {
    if (!exchange_ || exchange_.use_count() > 1) {
        exchange_ = std::make_shared<Exchange>();
        exchange_->head.client = stream_.peer();
        exchange_->head.server = stream_.local();
    }
    exchange_->head.clear();
    exchange_->body.clear();
    parser_.emplace(worker_->options().limits, exchange_->head, exchange_->body);
    continued_ = head_sent_ = false;
    body_received_ = 0;
    body_waited_ = {};
}

bool Session::sends_too_far_ahead() const {
    const std::size_t limit = worker_->options().limits.pipelined;
    return limit != 0 && pipelined_ >= limit;
}

void Session::become_idle() {
    state_ = State::idle;
    pipelined_ = 0;
    allow(worker_->options().keep_alive);
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

// False at the end of the stream.
Coroutine<bool> Session::read_more() {
    const std::size_t count = co_await stream_.read_some(buffer_.room());
    buffer_.filled(count);
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
        const bool begun = !buffer_.empty() || parser_->got_some();
        if (begun && state_ != State::receiving) {
            state_ = State::receiving;
            allow(worker_->options().limits.header_time);
        }
        const std::size_t count = co_await stream_.read_some(buffer_.room());
        buffer_.filled(count);
        if (count == 0) {
            if (timed_out_ && begun) co_await reject(too_slow);
            parser_.reset();
            co_return false;
        }
    }
    allow_for_ever();
    if (parser_->asks_for_upgrade() && !asks_for_web_socket()) {
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
        co_await me.write("HTTP/1.1 100 Continue\r\n\r\n");
    }
    while (exchange->body.empty() && !me.parser_->is_done()) {
        const bool more = co_await me.read_body();
        if (exchange->session == nullptr)
            throw HttpDisconnectError("the request has been answered already");
        if (!more && me.timed_out_) me.parser_->reject_as(too_slow);
        if (!more) throw HttpDisconnectError("the client closed the connection");
        if (me.parse() == Progress::rejected)
            throw HttpDisconnectError("the rest of the request is invalid");
    }
    if (exchange->body.empty()) co_return std::nullopt;
    co_return std::exchange(exchange->body, {});
}

// Reads more of the body. What the client is waited for is counted, and what it sends.
Coroutine<bool> Session::read_body() {
    const ServeLimits& limits = worker_->options().limits;
    const Duration begun = worker_->loop().time();
    allow(limits.body_time + per_rate(body_received_) - body_waited_);
    const std::size_t before = buffer_.bytes().size();
    const bool more = co_await read_more();
    allow_for_ever();
    body_received_ += buffer_.bytes().size() - before;
    body_waited_ += worker_->loop().time() - begun;
    co_return more;
}

// Drops what the handler did not read. False if that is not worth the while.
Coroutine<bool> Session::finish_body() {
    constexpr std::size_t patience = 1 << 20;
    if (parser_->expects_continue() && !continued_) co_return parser_->is_done();
    for (std::size_t dropped = 0; !parser_->is_done() && dropped < patience;) {
        dropped += exchange_->body.size();
        exchange_->body.clear();
        const bool more = co_await read_body();
        if (!more) break;
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
    allow(stopping_ ? 100ms : 1s);
    for (std::size_t dropped = 0; dropped < patience;) {
        buffer_.keep(0);
        const std::size_t count = co_await stream_.read_some(buffer_.room());
        if (count == 0) break;
        dropped += count;
    }
}

// What the system holds of a request by now is still read.
void Session::stop() {
    stopping_ = true;
    if (web_socket_) stream_.close();
    if (state_ == State::idle || state_ == State::receiving) stream_.shutdown_read();
}

void Session::stop_fresh() {
    if (state_ == State::fresh) stream_.shutdown_read();
}

} // namespace loop::http
