#include "loop/running.h"

#include <atomic>

#include <unistd.h>

#include "loop/errors.h"
#include "loop/event_loop.h"
#include "loop_registry.h"

namespace loop {

constinit thread_local Running running;

namespace {

struct ThreadDefault {
    EventLoop* loop = nullptr;
    bool was_set = false;
};
constinit thread_local ThreadDefault thread_default;

bool on_main_thread() noexcept { return ::gettid() == ::getpid(); }

/// Never destroyed: objects with static storage may be bound to it.
EventLoop& main_default_loop() {
    static EventLoop* made = [] {
        EventLoop* loop = new_event_loop("auto").release();
        registry::label(loop->id(), "default");
        return loop;
    }();
    return *made;
}

} // namespace

EventLoop& get_running_loop() {
    if (!running.loop) throw RuntimeError("no running event loop");
    return *running.loop;
}

EventLoop& get_event_loop() {
    if (running.loop) return *running.loop;
    if (thread_default.loop) return *thread_default.loop;
    if (thread_default.was_set || !on_main_thread())
        throw RuntimeError("There is no current event loop in thread '" + thread_name() + "'.");
    set_event_loop(&main_default_loop());
    return *thread_default.loop;
}

void set_event_loop(EventLoop* loop) noexcept { thread_default = {loop, true}; }

std::string thread_name() {
    if (on_main_thread()) return "MainThread";
    static std::atomic<int> last = 0;
    static constinit thread_local int number = 0;
    if (number == 0) number = ++last;
    return "Thread-" + std::to_string(number);
}

} // namespace loop
