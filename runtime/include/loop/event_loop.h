// event_loop.h — the loop: order of callbacks, timers, tasks. asyncio's words and texts.
//
//   auto loop = loop::new_event_loop("uv");
//   int answer = loop->run_until_complete(main_coroutine());
//
// A turn: wait for the system, move due timers to the ready queue, run what was ready at that
// moment in FIFO order. What a callback schedules runs in the next turn. Everything belongs
// to the thread that runs the loop, except call_soon_threadsafe and name().
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "loop/annotations.h"
#include "loop/backend.h"
#include "loop/fwd.h"
#include "loop/handle.h"
#include "loop/running.h"

namespace loop {

/// What went wrong outside of any coroutine that could catch it.
struct ExceptionContext {
    std::string message; ///< "Exception in callback f() at FILE:LINE"
    std::string subject; ///< "handle: <Handle ...>", "future: <Task ...>"; may be empty
    std::exception_ptr exception;
};

class LOOP_BOUND EventLoop {
  public:
    /// Prefer new_event_loop(). The kind names it: "uv" makes "uv-2".
    EventLoop(std::string_view kind, std::unique_ptr<Backend> backend);
    EventLoop(const EventLoop&) = delete;
    EventLoop& operator=(const EventLoop&) = delete;
    /// Closes it. Tasks that are still pending are destroyed and logged
    /// ("Task was destroyed but it is pending!").
    ~EventLoop();

    /// Runs until the coroutine or future is done; its result or exception. RuntimeError
    /// "Event loop stopped before Future completed." if stop() came first; AffinityError
    /// for a future of another loop.
    template <class T>
    T run_until_complete(Coroutine<T> coroutine, SourceLocation use = SourceLocation::current());
    template <class T>
    T run_until_complete(Future<T> future, SourceLocation use = SourceLocation::current());
    /// Runs until stop(). RuntimeError if this loop, or another in this thread, is running.
    void run_forever();
    /// Ends run_forever after the current turn (before it runs: after one turn).
    void stop() noexcept {
        stopping_ = true;
        end_wait();
    }
    /// Drops what is scheduled. RuntimeError "Cannot close a running event loop". Twice is fine.
    void close();
    LOOP_THREAD_SAFE bool is_running() const noexcept { return running_.load(); }
    bool is_closed() const noexcept { return closed_; }

    /// Runs fn in the next turn. RuntimeError "Event loop is closed". In debug mode also
    /// RuntimeError "Non-thread-safe operation invoked on an event loop other than the
    /// current one"; without it, a call from a foreign thread is kept until the loop next
    /// wakes for another reason, as in asyncio.
    template <class F>
    LOOP_HANDS_OVER Handle call_soon(F fn, SourceLocation where = SourceLocation::current()) {
        auto node = make_ref<FunctionNode<F>>(std::move(fn), where);
        schedule(Ready{&run_node, node, nullptr});
        return Handle(std::move(node));
    }
    /// Runs fn once the delay has passed; timers of one instant run in order of scheduling.
    template <class F>
    LOOP_HANDS_OVER TimerHandle call_later(Duration delay, F fn,
                                           SourceLocation where = SourceLocation::current()) {
        return call_at(time() + delay, std::move(fn), where);
    }
    template <class F>
    LOOP_HANDS_OVER TimerHandle call_at(Duration when, F fn,
                                        SourceLocation where = SourceLocation::current()) {
        auto node = make_ref<FunctionNode<F>>(std::move(fn), where);
        node->when = when;
        add_timer(node);
        return TimerHandle(std::move(node));
    }
    /// From any thread, and wakes the loop.
    template <class F>
    LOOP_THREAD_SAFE LOOP_HANDS_OVER Handle
    call_soon_threadsafe(F fn, SourceLocation where = SourceLocation::current()) {
        auto node = make_ref<FunctionNode<F>>(std::move(fn), where);
        post(Ready{&run_node, node, nullptr}, true);
        return Handle(std::move(node));
    }
    /// Now, on this loop's clock.
    Duration time() const { return backend_->now(); }

    /// A task of this loop; it starts in the next turn. name: "" for "Task-N".
    template <class T>
    Task<T> create_task(Coroutine<T> coroutine, std::string name = {},
                        SourceLocation where = SourceLocation::current());
    template <class T>
    Future<T> create_future(SourceLocation where = SourceLocation::current());

    /// Calls fn on this loop each time the process gets the signal. RuntimeError if the
    /// backend handles none.
    void add_signal_handler(int signal, std::function<void()> fn);
    bool remove_signal_handler(int signal);

    void set_debug(bool on) noexcept { debug_ = on; }
    bool get_debug() const noexcept { return debug_; }
    /// Replaces the log lines for exceptions that nobody caught; nullptr: log again.
    using ExceptionHandler = std::function<void(EventLoop&, const ExceptionContext&)>;
    void set_exception_handler(ExceptionHandler handler) { handler_ = std::move(handler); }
    void call_exception_handler(const ExceptionContext& context) noexcept;

    LOOP_THREAD_SAFE const std::string& name() const noexcept { return name_; } ///< "uv-2"
    LOOP_THREAD_SAFE LoopId id() const noexcept { return id_; }
    /// "<EventLoop uv-2 running=True closed=False debug=False>"
    std::string repr() const;
    Backend& backend() noexcept { return *backend_; }

    /// call_soon for entries that need no new node. For futures and tasks.
    void schedule(Ready entry);
    /// The task whose step runs now, or nullptr.
    TaskCore* current_task() const noexcept { return current_task_; }
    void set_current_task(TaskCore* task) noexcept { current_task_ = task; }
    void timer_cancelled() noexcept;
    /// Runs an entry at once, from a completion of the backend; then sees to what other threads
    /// have left meanwhile.
    void run_completion(Ready entry) noexcept {
        run_ready(entry);
        if (inbox_filled_.load(std::memory_order_relaxed)) [[unlikely]]
            end_wait();
    }

  private:
    class RunScope;
    static void run_node(Counted& node, Counted*);
    void add_timer(Ref<CallbackNode> node);
    void post(Ready entry, bool wake);
    void check_open() const;
    void run_once();
    void wait_for_work();
    void end_wait() noexcept {
        if (std::exchange(in_wait_, false)) backend_->end_wait();
    }
    void take_inbox();
    void take_due_timers();
    void run_batch();
    void run_ready(Ready& entry) noexcept {
        if (debug_) [[unlikely]]
            run_timed(entry);
        else
            run_entry(entry);
    }
    void run_entry(Ready& entry) noexcept;
    void run_timed(Ready& entry) noexcept;
    void check_thread() const;
    void drop_scheduled();
    void drop_cancelled_timers();
    void check_can_run() const;

    const LoopId id_;
    const std::string name_;
    std::unique_ptr<Backend> backend_;

    struct Timer {
        Duration when;
        std::uint64_t order;
        Ref<CallbackNode> node;
        bool operator>(const Timer& other) const noexcept {
            return when != other.when ? when > other.when : order > other.order;
        }
    };
    std::vector<Ready> ready_, batch_;
    std::vector<Timer> timers_; ///< a min-heap; cancelled timers leave lazily
    std::uint64_t timer_order_ = 0;
    std::size_t steps_since_wait_ = 0;
    std::size_t cancelled_timers_ = 0;

    std::mutex inbox_mutex_;
    std::vector<Ready> inbox_; ///< from foreign threads
    std::atomic<bool> inbox_filled_ = false;

    std::atomic<bool> running_ = false;
    std::atomic<bool> closed_ = false;
    bool stopping_ = false;
    bool in_wait_ = false; ///< the backend runs completions, and nothing else is to be done
    bool debug_ = false;
    bool destroying_ = false;
    TaskCore* current_task_ = nullptr;
    ExceptionHandler handler_;
};

/// A new loop, of kind "auto" (libuv, as Uvicorn prefers uvloop), "asio", "uv", "manual" or a
/// registered name. ValueError (a std::invalid_argument) naming the known ones otherwise.
std::unique_ptr<EventLoop> new_event_loop(std::string_view kind = "auto");

} // namespace loop
