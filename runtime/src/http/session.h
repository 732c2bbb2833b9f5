// One connection: reads requests, has the application answer them in order, writes the responses.
//
// It is one task. Reading and writing alternate: the next request is read when the last has been
// answered, so that a client which does not read its responses is not read from either. The task
// is idle while it waits for a request's bytes; then the connection may be closed at any moment.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "exchange.h"
#include "loop/net.h"
#include "loop/response.h"
#include "loop/task.h"
#include "read_buffer.h"
#include "request_parser.h"
#include "response_text.h"
#include "timed_write.h"

namespace loop::http {

class Worker;
class WebSocketPeer;

// Its task owns it, and it owns the worker: what is left of either at the end dies with the loop.
class Session : public std::enable_shared_from_this<Session> {
  public:
    Session(std::shared_ptr<Worker> worker, Stream stream);
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;
    ~Session();

    // Serves the connection to its end; throws nothing but CancelledError.
    static Coroutine<void> run(std::shared_ptr<Session> self);
    // Ends it: now if nothing has been asked, else after the response that is being made, or that
    // what has been received by now asks for. A fresh one goes on until stop_fresh().
    void stop();
    void stop_fresh();
    bool is_answering() const { return state_ == State::answering; }
    // Cuts the handler short with CancelledError; the client gets a 500.
    void abort() { task.cancel(); }

    // The next piece of the body for the exchange's Content.
    static Coroutine<std::optional<std::string>> next_piece(std::shared_ptr<Session> self,
                                                            std::shared_ptr<Exchange> exchange);

    AnyTask task; // of run()

  private:
    enum class State { fresh, receiving, answering, idle };

    Coroutine<void> serve();
    void begin_request();
    void end_request();
    Coroutine<bool> read_head();
    Coroutine<bool> read_more();
    Coroutine<bool> read_body();
    void become_idle();
    bool sends_too_far_ahead() const;
    RequestParser::Progress parse();
    Coroutine<bool> finish_body();

    Coroutine<void> answer();
    bool asks_for_web_socket() const;
    Coroutine<void> serve_web_socket();
    Coroutine<void> send_failure(std::exception_ptr failure);
    Framing write_head(const Response& response);
    Coroutine<void> send(Response& response, const Framing& framing);
    Coroutine<void> send_whole(const Body& body, const Framing& framing);
    Coroutine<void> send_stream(Body& body, const Framing& framing);
    Coroutine<void> reject(Rejection rejection);
    Coroutine<void> linger();
    void log_access(unsigned status) const;
    void log_web_socket(std::string_view outcome) const;

    // What it waits for must come by then; expire() says what happens else.
    void allow(Duration time);
    Duration per_rate(std::size_t bytes) const;
    void allow_for_ever() { due_ = Duration::max(); }
    void set_timer();
    void on_timer();
    void expire();
    friend class TimedWrite;
    friend class WebSocketPeer;
    TimedWrite write(std::string_view text) { return {*this, stream_.write(text), text.size()}; }

    const std::shared_ptr<Worker> worker_;
    Stream stream_;
    State state_ = State::fresh;
    ReadBuffer buffer_;
    std::string out_;
    std::optional<RequestParser> parser_;
    std::shared_ptr<Exchange> exchange_;
    WebSocketPeer* web_socket_ = nullptr; // while a handler has one
    bool stopping_ = false;
    bool keeps_alive_ = true;
    bool continued_ = false; // "100 Continue" was sent
    bool head_sent_ = false; // of this request's response
    bool timed_out_ = false, writing_ = false;
    unsigned pipelined_ = 0; // requests that were there when the last was answered
    std::size_t body_received_ = 0;
    Duration body_waited_{}; // for this request's body
    Duration due_ = Duration::max(), timer_due_{};
    TimerHandle timer_;
};

} // namespace loop::http
