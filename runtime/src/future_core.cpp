#include "loop/future_core.h"

#include <algorithm>

#include "callback_errors.h"
#include "loop/affinity_action.h"
#include "loop/event_loop.h"
#include "loop/loop_bound.h"
#include "loop/repr.h"
#include "loop/task_core.h"

namespace loop {

std::string DoneCallback::repr() const {
    return std::string(name_) + "() at " + place_repr(where_);
}

FutureCore::FutureCore(LoopId loop, Origin origin, SourceLocation created)
    : origin_(origin), created_(created), loop_id_(loop) {}
FutureCore::~FutureCore() = default;

EventLoop& FutureCore::loop() const {
    if (running.id == loop_id_) [[likely]]
        return *running.loop;
    if (EventLoop* found = find_loop(loop_id_)) return *found;
    throw RuntimeError("Event loop is closed");
}

bool FutureCore::cancel() {
    if (done()) return false;
    finish(State::cancelled);
    return true;
}

std::exception_ptr FutureCore::exception() {
    if (cancelled()) throw CancelledError();
    if (!done()) throw InvalidStateError("Exception is not set.");
    log_exception_ = false;
    return error_;
}

void FutureCore::fail_result() {
    if (cancelled()) throw CancelledError();
    if (!done()) throw InvalidStateError("Result is not set.");
    log_exception_ = false;
    std::rethrow_exception(error_);
}

void FutureCore::check_settable() const {
    if (is_task()) throw RuntimeError("Task does not support set_result operation");
    if (done()) throw InvalidStateError("invalid state");
}

void FutureCore::set_exception(std::exception_ptr error) {
    if (is_task()) throw RuntimeError("Task does not support set_exception operation");
    if (done()) throw InvalidStateError("invalid state");
    store_exception(std::move(error));
}

void FutureCore::store_exception(std::exception_ptr error) {
    error_ = std::move(error);
    log_exception_ = true;
    finish(State::finished);
}

void FutureCore::finish(State state) {
    state_ = state;
    schedule_callbacks();
}

void FutureCore::schedule_callbacks() {
    if (waiters_.empty()) return;
    if (waiters_.size() == 1 && waiters_.front().task) { // as most often
        Ref<TaskCore> task = std::move(waiters_.front().task);
        waiters_.clear();
        return TaskCore::wake(std::move(task));
    }
    auto waiters = std::move(waiters_);
    waiters_.clear();
    for (Waiter& waiter : waiters) {
        if (waiter.task) // its own loop is another one if an affinity error was only logged
            TaskCore::wake(std::move(waiter.task));
        else
            loop().schedule({&call_entry, std::move(waiter.callback), Ref<Counted>(this)});
    }
}

void FutureCore::call_entry(Counted& callback, Counted* future) {
    static_cast<DoneCallback&>(callback).call(static_cast<FutureCore&>(*future));
}

CallbackId FutureCore::add_done_callback(CallbackId callback) {
    if (done())
        loop().schedule({&call_entry, callback, Ref<Counted>(this)});
    else
        waiters_.push_back({nullptr, callback});
    return callback;
}

std::size_t FutureCore::remove_done_callback(const CallbackId& callback) {
    auto kept = std::remove_if(waiters_.begin(), waiters_.end(),
                               [&](const Waiter& waiter) { return waiter.callback == callback; });
    auto removed = static_cast<std::size_t>(waiters_.end() - kept);
    waiters_.erase(kept, waiters_.end());
    return removed;
}

void FutureCore::add_waiter(TaskCore& task) { waiters_.push_back({Ref<TaskCore>(&task), nullptr}); }

void FutureCore::remove_waiter(TaskCore& task) noexcept {
    auto found = std::find_if(waiters_.begin(), waiters_.end(),
                              [&](const Waiter& waiter) { return waiter.task == &task; });
    if (found == waiters_.end()) return;
    Ref<TaskCore> last = std::move(found->task); // freed after the list is in order again
    waiters_.erase(found);
}

std::string FutureCore::state_repr() const {
    return state_ == State::pending ? "pending" : cancelled() ? "cancelled" : "finished";
}

std::string FutureCore::result_repr() const {
    if (state_ != State::finished) return "";
    return error_ ? " exception=" + repr_exception(error_) : " result=" + value_repr();
}

/// Up to two are named, of more only the first and the last, as in asyncio.
std::string FutureCore::callbacks_repr() const {
    if (waiters_.empty()) return "";
    auto one = [](const Waiter& waiter) {
        return waiter.task ? std::string("Task.task_wakeup()") : waiter.callback->repr();
    };
    std::string text = " cb=[" + one(waiters_.front());
    if (waiters_.size() > 2) text += ", <" + std::to_string(waiters_.size() - 2) + " more>";
    if (waiters_.size() > 1) text += ", " + one(waiters_.back());
    return text + "]";
}

std::string FutureCore::created_repr() const {
    EventLoop* home = find_loop(loop_id_);
    return home && home->get_debug() ? " created at " + place_repr(created_) : "";
}

std::string FutureCore::repr() const {
    return std::string("<") + repr_name_ + " " + state_repr() + result_repr() + callbacks_repr() +
           created_repr() + ">";
}

void FutureCore::log_unretrieved() noexcept {
    if (!log_exception_) return;
    log_exception_ = false;
    try {
        ExceptionContext context{(is_task() ? "Task" : "Future") +
                                     std::string(" exception was never retrieved"),
                                 "future: " + repr(), error_};
        EventLoop* home = find_loop(loop_id_);
        home ? home->call_exception_handler(context) : log_exception(context);
    } catch (...) { // out of memory: nothing can be said
    }
}

void FutureWait::suspend(TaskCore& task, std::coroutine_handle<> leaf) {
    share_ = future_;
#if LOOP_TAGGING
    if (future_->loop_id() != running.id) [[unlikely]] {
        AffinityError error("Task " + task.repr() + " got Future " + future_->repr() +
                                " attached to a different loop",
                            {future_->origin().type, future_->origin().where, future_->loop_id(),
                             use_, running.id});
        if (raises(error)) return task.throw_soon(leaf, std::make_exception_ptr(std::move(error)));
    }
#endif
    if (future_ == &task) {
        RuntimeError error("Task cannot await on itself: " + task.repr());
        return task.throw_soon(leaf, std::make_exception_ptr(std::move(error)));
    }
    future_->add_waiter(task);
    waiting_ = &task;
    task.suspend(leaf, *this);
}

void FutureWait::end_wait() {
    if (TaskCore* task = std::exchange(waiting_, nullptr))
        task->rethrow_thrown();
    else if (running.loop && running.loop->current_task())
        running.loop->current_task()->rethrow_thrown(); // thrown instead of waiting
}

} // namespace loop
