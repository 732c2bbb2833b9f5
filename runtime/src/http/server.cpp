#include "server.h"

#include <csignal>

#include <unistd.h>

#include "loop/log.h"
#include "loop/sleep.h"
#include "loop/wait.h"

namespace loop::http {

using namespace std::chrono_literals;

Server::Server(EventLoop& loop, Application& app, const ServeOptions& options)
    : loop_(loop),
      app_(app),
      options_(options),
      lifespan_(app, options.lifespan != "off"),
      stop_(loop),
      drained_(loop) {
    for (const int signal : {SIGINT, SIGTERM})
        loop_.add_signal_handler(signal, [this, signal] { on_signal(signal); });
}

Server::~Server() {
    for (const int signal : {SIGINT, SIGTERM}) loop_.remove_signal_handler(signal);
}

// The second SIGINT forces; a second SIGTERM is ignored.
void Server::on_signal(int signal) {
    if (stop_.is_set() && signal == SIGINT) {
        forced_ = true;
        drained_.set();
    }
    stop_.set();
}

Coroutine<int> Server::run() {
    const std::string process = " [" + std::to_string(::getpid()) + "]";
    log::info("Started server process" + process);
    if (!co_await lifespan_.startup()) co_return 3;
    if (!open()) {
        co_await lifespan_.shutdown();
        co_return 1;
    }
    if (stop_.is_set()) co_return 0; // a signal during startup: nothing has been served
    [[maybe_unused]] const auto accepting = create_task(accept_all());
    co_await stop_.wait();
    co_await shut_down();
    log::info("Finished server process" + process);
    co_return 0;
}

bool Server::open() {
    try {
        listener_ = listen(loop_, options_.host, options_.port);
    } catch (const OSError& error) {
        const bool unresolved = error.code() < 0; // says nothing of the name by itself
        log::error(error.what() + (unresolved ? ": '" + options_.host + "'" : ""));
        return false;
    }
    const bool is_ipv6 = options_.host.find(':') != std::string::npos;
    log::info("Uvicorn running on http://" + (is_ipv6 ? "[" + options_.host + "]" : options_.host) +
              ":" + std::to_string(listener_.port()) + " (Press CTRL+C to quit)");
    return true;
}

Coroutine<void> Server::accept_all() {
    for (;;) {
        std::string failure;
        try {
            start_session(co_await listener_.accept());
        } catch (const OSError& error) { // out of descriptors, most likely
            failure = error.what();
        }
        if (failure.empty()) continue;
        log::error("Cannot accept a connection: " + failure);
        co_await sleep(100ms);
    }
}

void Server::start_session(Stream stream) {
    auto session = std::make_shared<Session>(shared_from_this(), std::move(stream));
    sessions_.insert(session.get());
    session->task = loop_.create_task(Session::run(session));
}

void Server::session_ended(Session& session) {
    sessions_.erase(&session);
    if (stop_.is_set() && sessions_.empty()) drained_.set();
}

// A session may end, and leave the set, while something is done to each.
std::vector<std::shared_ptr<Session>> Server::open_sessions() const {
    std::vector<std::shared_ptr<Session>> open;
    for (Session* session : sessions_) open.push_back(session->shared_from_this());
    return open;
}

Coroutine<void> Server::shut_down() {
    log::info("Shutting down");
    listener_.close();
    for (const auto& session : open_sessions()) session->stop();
    co_await sleep(100ms);
    co_await drain();
    if (!forced_) co_await lifespan_.shutdown();
}

Coroutine<void> Server::drain() {
    if (!sessions_.empty() && !forced_) {
        log::info("Waiting for connections to close. (CTRL+C to force quit)");
        co_await drained_.wait();
    }
    if (!sessions_.empty()) co_await abort_sessions();
}

Coroutine<void> Server::abort_sessions() {
    std::vector<AnyFuture> tasks;
    for (const auto& session : open_sessions()) {
        session->abort();
        tasks.push_back(session->task);
    }
    co_await wait(std::move(tasks), 100ms); // a handler that will not end is left behind
}

} // namespace loop::http
