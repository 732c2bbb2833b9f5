#include "loop/event_loop.h"

#include <algorithm>
#include <cstdio>

#include "bound_objects.h"
#include "callback_errors.h"
#include "loop/errors.h"
#include "loop/log.h"
#include "loop_registry.h"
#include "task_registry.h"

namespace loop {

/// This loop is running, in this thread, for the time of a run_forever.
class EventLoop::RunScope {
  public:
    explicit RunScope(EventLoop& loop) : loop_(loop) {
        end_early_tracking();
        loop_.running_ = true;
        running = {loop.id_, &loop};
    }
    ~RunScope() {
        running = {};
        loop_.running_ = false;
        loop_.stopping_ = false;
    }

  private:
    EventLoop& loop_;
};

EventLoop::EventLoop(std::string_view kind, std::unique_ptr<Backend> backend)
    : id_(registry::add(kind, this)), name_(registry::name(id_)), backend_(std::move(backend)) {}

EventLoop::~EventLoop() {
    destroying_ = true;
    closed_ = true;
    abandon_tasks(*this);
    drop_scheduled();
    backend_.reset();
    registry::remove(id_);
}

void EventLoop::check_can_run() const {
    check_open();
    if (is_running()) throw RuntimeError("This event loop is already running");
    if (running.loop) throw RuntimeError("Cannot run the event loop while another loop is running");
}

void EventLoop::check_open() const {
    if (closed_) throw RuntimeError("Event loop is closed");
}

void EventLoop::run_forever() {
    check_can_run();
    RunScope scope(*this);
    do run_once();
    while (!stopping_);
}

void EventLoop::close() {
    if (is_running()) throw RuntimeError("Cannot close a running event loop");
    if (!closed_.exchange(true)) drop_scheduled();
}

/// Moves everything out first: what it holds may come back here when it is freed.
void EventLoop::drop_scheduled() {
    auto ready = std::exchange(ready_, {});
    auto timers = std::exchange(timers_, {});
    cancelled_timers_ = 0;
    for (auto& timer : timers) timer.node->timer_loop = nullptr;
    std::vector<Ready> inbox;
    std::lock_guard lock(inbox_mutex_);
    inbox.swap(inbox_);
}

void EventLoop::run_once() {
    take_inbox();
    drop_cancelled_timers();
    wait_for_work();
    take_inbox();
    take_due_timers();
    run_batch();
}

/// What is ready goes on without asking the system, which costs as much as ten steps; not for
/// ever, though.
void EventLoop::wait_for_work() {
    constexpr std::size_t kStepsWithoutWait = 128;
    if (!ready_.empty() && !stopping_ && steps_since_wait_ < kStepsWithoutWait) return;
    steps_since_wait_ = 0;
    std::optional<Duration> deadline;
    if (!ready_.empty() || stopping_)
        deadline = Duration::min();
    else if (!timers_.empty())
        deadline = timers_.front().when;
    in_wait_ = true;
    backend_->wait_until(deadline);
    in_wait_ = false;
}

void EventLoop::take_due_timers() {
    if (timers_.empty()) return;
    for (Duration now = time(); !timers_.empty() && timers_.front().when <= now;) {
        std::pop_heap(timers_.begin(), timers_.end(), std::greater{});
        Ref<CallbackNode> node = std::move(timers_.back().node);
        timers_.pop_back();
        node->timer_loop = nullptr;
        if (node->cancelled())
            --cancelled_timers_;
        else
            ready_.push_back({&run_node, std::move(node), nullptr});
    }
}

/// As asyncio does: at the front always, everywhere once half of them are cancelled.
void EventLoop::drop_cancelled_timers() {
    if (cancelled_timers_ > 100 && cancelled_timers_ * 2 > timers_.size()) {
        std::erase_if(timers_, [](const Timer& timer) { return timer.node->cancelled(); });
        std::make_heap(timers_.begin(), timers_.end(), std::greater{});
        cancelled_timers_ = 0;
    }
    while (!timers_.empty() && timers_.front().node->cancelled()) {
        std::pop_heap(timers_.begin(), timers_.end(), std::greater{});
        timers_.pop_back();
        --cancelled_timers_;
    }
}

void EventLoop::run_batch() {
    batch_.swap(ready_); // what these schedule runs in the next turn
    steps_since_wait_ += batch_.size();
    for (Ready& entry : batch_) {
        Ready mine = std::move(entry);
        run_ready(mine);
    }
    batch_.clear();
}

void EventLoop::run_entry(Ready& entry) noexcept {
    try {
        entry.run(*entry.target, entry.argument.get());
    } catch (...) {
        call_exception_handler(callback_failure(entry, std::current_exception()));
    }
}

/// Debug mode: says so when a callback blocked the loop.
void EventLoop::run_timed(Ready& entry) noexcept {
    constexpr Duration kSlow = std::chrono::milliseconds(100);
    std::string repr = entry_repr(entry);
    Duration start = time();
    run_entry(entry);
    if (Duration took = time() - start; took >= kSlow) {
        char text[32];
        std::snprintf(text, sizeof text, "%.3f", std::chrono::duration<double>(took).count());
        log::bare(log::Level::warning, "Executing " + repr + " took " + text + " seconds");
    }
}

void EventLoop::run_node(Counted& node, Counted*) { static_cast<CallbackNode&>(node).run(); }

void EventLoop::schedule(Ready entry) {
    if (running.id == id_) [[likely]] {
        ready_.push_back(std::move(entry));
        end_wait();
        return;
    }
    if (destroying_) return; // nobody will run it
    check_open();
    if (!is_running()) {
        ready_.push_back(std::move(entry));
        return;
    }
    check_thread();
    post(std::move(entry), false);
}

void EventLoop::check_thread() const {
    if (debug_ && is_running() && running.id != id_)
        throw RuntimeError("Non-thread-safe operation invoked on an event loop other than the "
                           "current one");
}

void EventLoop::post(Ready entry, bool wake) {
    if (destroying_) return;
    check_open();
    // The wake-up, too, is within the lock: the entry may be what lets the loop's owner destroy it.
    std::lock_guard lock(inbox_mutex_);
    inbox_.push_back(std::move(entry));
    inbox_filled_.store(true, std::memory_order_release);
    if (wake) backend_->wake();
}

void EventLoop::take_inbox() {
    if (!inbox_filled_.load(std::memory_order_acquire)) return;
    std::lock_guard lock(inbox_mutex_);
    inbox_filled_.store(false, std::memory_order_relaxed);
    std::move(inbox_.begin(), inbox_.end(), std::back_inserter(ready_));
    inbox_.clear();
}

void EventLoop::add_timer(Ref<CallbackNode> node) {
    if (destroying_) return;
    check_open();
    check_thread();
    node->timer_loop = this;
    const bool is_first = timers_.empty() || *node->when < timers_.front().when;
    timers_.push_back({*node->when, timer_order_++, std::move(node)});
    std::push_heap(timers_.begin(), timers_.end(), std::greater{});
    if (is_first) end_wait(); // for a deadline that is too late now
}

void EventLoop::timer_cancelled() noexcept { ++cancelled_timers_; }

void EventLoop::add_signal_handler(int signal, std::function<void()> fn) {
    check_open();
    backend_->watch_signal(signal, std::move(fn));
}
bool EventLoop::remove_signal_handler(int signal) { return backend_->unwatch_signal(signal); }

void EventLoop::call_exception_handler(const ExceptionContext& context) noexcept {
    try {
        if (handler_) return handler_(*this, context);
    } catch (...) {
        log_exception({"Unhandled error in exception handler", "", std::current_exception()});
    }
    log_exception(context);
}

std::string EventLoop::repr() const {
    auto flag = [](bool on) { return on ? "True" : "False"; };
    return "<EventLoop " + name_ + " running=" + flag(is_running()) + " closed=" + flag(closed_) +
           " debug=" + flag(debug_) + ">";
}

} // namespace loop
