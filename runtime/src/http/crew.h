// What the workers of one server share: they start together, stop together, and log as one.
#pragma once

#include <array>
#include <atomic>
#include <functional>
#include <mutex>
#include <string>
#include <vector>

#include "loop/event.h"
#include "loop/serve.h"

namespace loop::http {

class Worker;

// " [4711]"
std::string process_id();

// Thread-safe, but for what is said otherwise. It outlives its workers.
class Crew {
  public:
    explicit Crew(const ServeOptions& options);
    Crew(const Crew&) = delete;
    Crew& operator=(const Crew&) = delete;
    ~Crew();

    const ServeOptions& options() const { return options_; }
    unsigned size() const { return options_.workers; }

    // A point that each worker reaches once; nobody goes on before all have come.
    enum class Gate { started, drained, ended };
    // What to do once all have come, in the thread of the last one, before anybody goes on.
    using Passed = std::function<void(bool all_fine)>;
    Coroutine<bool> meet(Gate gate, bool fine, Passed passed);

    // Workers come when they are made, and leave before they are destroyed.
    void join(Worker& worker);
    void leave(Worker& worker);
    // Calls fn(worker) for each one, on its loop.
    void tell_all(std::function<void(Worker&)> fn);

    // True once the first signal came; false before the second.
    bool stops() const { return stops_; }
    bool is_forced() const { return forced_; }
    void stop() { stops_ = true; }
    void force() { forced_ = true; }
    // Whether a signal came before the sockets opened; decided while all workers are at a gate.
    void decide_to_serve() { serves_ = !stops_; }
    bool serves() const { return serves_; }
    // Whether the shutdown handlers run: not if a second signal forced the end before.
    bool decide_to_end(bool lifespan_is_on) { return ends_lifespan_ = lifespan_is_on && !forced_; }
    bool ends_lifespan() const { return ends_lifespan_; }
    // True for the last request that may be served.
    bool counts_request(std::size_t limit) { return ++requests_ == limit; }
    // True for the first caller only.
    bool says_waiting() { return !said_waiting_.exchange(true); }

    // Binds one socket per worker, all on one port, and logs it. False if that failed, which has
    // been logged. To be called while all workers are at a gate.
    bool open_sockets();
    // The worker's own socket, once; -1 if none was opened.
    int take_socket(unsigned worker);

  private:
    struct Seat {
        EventLoop* loop;
        Event* go;
    };
    struct Meeting {
        std::vector<Seat> waiting;
        bool fine = true;
    };
    void bind_all();
    void close_sockets();

    const ServeOptions& options_;
    std::mutex mutex_;
    std::array<Meeting, 3> meetings_;
    std::vector<Worker*> workers_;
    std::vector<int> sockets_;
    std::atomic<bool> stops_ = false, forced_ = false, serves_ = false, ends_lifespan_ = false;
    std::atomic<std::size_t> requests_ = 0;
    std::atomic<bool> said_waiting_ = false;
};

} // namespace loop::http
