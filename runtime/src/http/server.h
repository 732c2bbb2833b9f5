// The server: its life from the first log line to the last. See loop/serve.h for the contract.
#pragma once

#include <memory>
#include <unordered_set>
#include <vector>

#include "date_line.h"
#include "lifespan.h"
#include "loop/event.h"
#include "loop/net.h"
#include "loop/serve.h"
#include "session.h"

namespace loop::http {

class Server : public std::enable_shared_from_this<Server> {
  public:
    // All three outlive it. It belongs to `loop`, and handles SIGINT and SIGTERM while it lives.
    Server(EventLoop& loop, Application& app, const ServeOptions& options);
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;
    ~Server();

    // The whole life; the process's exit code. Run it once, on its loop.
    Coroutine<int> run();

    // For sessions.
    Application& app() { return app_; }
    EventLoop& loop() { return loop_; }
    const ServeOptions& options() const { return options_; }
    std::string_view default_lines() { return date_line_.lines(); }
    void session_ended(Session& session);

  private:
    void on_signal(int signal);
    bool open();
    Coroutine<void> accept_all();
    void start_session(Stream stream);
    std::vector<std::shared_ptr<Session>> open_sessions() const;
    Coroutine<void> shut_down();
    Coroutine<void> drain();
    Coroutine<void> abort_sessions();

    EventLoop& loop_;
    Application& app_;
    const ServeOptions& options_;
    Lifespan lifespan_;
    DateLine date_line_;
    Listener listener_;
    std::unordered_set<Session*> sessions_;
    Event stop_;    // the first signal came
    Event drained_; // no session is left, or nobody shall wait for the rest
    bool forced_ = false;
};

} // namespace loop::http
