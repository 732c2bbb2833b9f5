#include "crew.h"

#include <utility>

#include <unistd.h>

#include "loop/errors.h"
#include "loop/event_loop.h"
#include "loop/log.h"
#include "loop/net.h"
#include "worker.h"

namespace loop::http {

std::string process_id() { return " [" + std::to_string(::getpid()) + "]"; }

Crew::Crew(const ServeOptions& options) : options_(options) {}

Crew::~Crew() { close_sockets(); }

void Crew::close_sockets() {
    for (const int socket : sockets_)
        if (socket >= 0) ::close(socket);
    sockets_.clear();
}

Coroutine<bool> Crew::meet(Gate gate, bool fine, Passed passed) {
    Meeting& meeting = meetings_[static_cast<std::size_t>(gate)];
    EventLoop& loop = get_running_loop();
    Event go(loop);
    std::vector<Seat> others;
    bool last = false;
    {
        std::lock_guard lock(mutex_);
        meeting.fine &= fine;
        last = meeting.waiting.size() + 1 == size();
        if (last)
            others = std::move(meeting.waiting);
        else
            meeting.waiting.push_back({&loop, &go});
    }
    if (last) {
        passed(meeting.fine);
        for (const Seat& seat : others)
            seat.loop->call_soon_threadsafe([event = seat.go] { event->set(); });
    } else {
        co_await go.wait();
    }
    co_return meeting.fine; // nobody writes it any more
}

void Crew::join(Worker& worker) {
    std::lock_guard lock(mutex_);
    workers_.push_back(&worker);
}

void Crew::leave(Worker& worker) {
    std::lock_guard lock(mutex_);
    std::erase(workers_, &worker);
}

void Crew::tell_all(std::function<void(Worker&)> fn) {
    std::lock_guard lock(mutex_); // none of them leaves meanwhile
    for (Worker* worker : workers_)
        worker->loop().call_soon_threadsafe([weak = worker->weak_from_this(), fn] {
            if (const auto told = weak.lock()) fn(*told);
        });
}

bool Crew::open_sockets() {
    const std::string& host = options_.host;
    try {
        bind_all();
    } catch (const OSError& error) {
        const bool unresolved = error.code() < 0; // says nothing of the name by itself
        close_sockets();
        log::error(error.what() + (unresolved ? ": '" + host + "'" : ""));
        return false;
    }
    const bool is_ipv6 = host.find(':') != std::string::npos;
    log::info("Uvicorn running on http://" + (is_ipv6 ? "[" + host + "]" : host) + ":" +
              std::to_string(bound_port(sockets_.front())) + " (Press CTRL+C to quit)");
    return true;
}

void Crew::bind_all() {
    const ListenOptions options{.reuse_port = size() > 1, .backlog = options_.backlog};
    std::uint16_t port = options_.port;
    for (unsigned i = 0; i < size(); ++i) {
        sockets_.push_back(bind_listener(options_.host, port, options));
        port = bound_port(sockets_.front()); // the real one, if any was asked for
    }
}

int Crew::take_socket(unsigned worker) {
    return worker < sockets_.size() ? std::exchange(sockets_[worker], -1) : -1;
}

} // namespace loop::http
