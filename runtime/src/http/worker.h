// One worker of a server: a loop in a thread, with its own lifespan, info, socket and connections.
#pragma once

#include <memory>
#include <unordered_set>
#include <vector>

#include "crew.h"
#include "date_line.h"
#include "lifespan.h"
#include "loop/event.h"
#include "loop/net.h"
#include "loop/serve.h"
#include "loops_page.h"
#include "session.h"

namespace loop::http {

class Worker : public std::enable_shared_from_this<Worker> {
  public:
    // All outlive it. It belongs to `loop`; the first one (number 0) handles SIGINT and SIGTERM,
    // for all, while it lives.
    Worker(EventLoop& loop, Application& app, Info& info, Crew& crew, unsigned number);
    Worker(const Worker&) = delete;
    Worker& operator=(const Worker&) = delete;
    ~Worker();

    // The whole life; the process's exit code. Run it once, on its loop.
    Coroutine<int> run();

    // For sessions.
    Coroutine<Response> answer(Scope scope, Content content);
    Coroutine<void> answer(Scope scope, WebSocket socket) {
        return app_.answer(std::move(scope), info_, std::move(socket));
    }
    LoopView view() const;
    // Counts a request. False if it is one too many at a time.
    bool admits_request();
    EventLoop& loop() { return loop_; }
    const ServeOptions& options() const { return crew_.options(); }
    std::string_view default_lines() { return date_line_.lines(); }
    void session_ended(Session& session);

  private:
    void on_signal(int signal);
    void stop() { stop_.set(); }
    void cut_short() { drained_.set(); }
    Coroutine<bool> start_up();
    void open(bool all_started);
    Coroutine<void> accept_all();
    void accept_the_rest();
    void start_session(Stream stream);
    std::vector<std::shared_ptr<Session>> open_sessions() const;
    bool is_answering() const;
    Coroutine<void> shut_down();
    Coroutine<void> drain();
    Coroutine<void> drained_within_time();
    Coroutine<void> abort_sessions();
    Coroutine<void> end_lifespan();

    EventLoop& loop_;
    Application& app_;
    Info& info_;
    Crew& crew_;
    const unsigned number_;
    Lifespan lifespan_;
    DateLine date_line_;
    Listener listener_;
    std::unordered_set<Session*> sessions_;
    Event stop_;    // the first signal came
    Event drained_; // no session is left, or nobody shall wait for the rest
};

} // namespace loop::http
