#include <cerrno>

#include "loop/affinity_action.h"
#include "loop/errors.h"
#include "loop/event_loop.h"
#include "loop/loop_bound.h"
#include "loop/net_operations.h"

namespace loop {

IoWait::~IoWait() {
    if (!task_) return;
    connection_->descriptor().cancel(direction_);
    leave();
}

void IoWait::check_use() {
    if (!connection_) throw OSError(EBADF);
#if LOOP_TAGGING
    if (connection_->loop_id() != running.id) [[unlikely]] {
        TaskCore* task = running.loop ? running.loop->current_task() : nullptr;
        const AffinityError error(
            "Task " + (task ? task->repr() : "None") + " got Stream " + connection_->repr() +
                " attached to a different loop",
            {"loop::Stream", connection_->created(), connection_->loop_id(), use_, running.id});
        raises(error);
        throw error; // another thread's descriptor cannot be waited for from here
    }
#endif
    if (connection_->waiting_[static_cast<int>(direction_)])
        throw RuntimeError(direction_ == Direction::read
                               ? "read() called while another coroutine is already waiting for "
                                 "incoming data"
                               : "write() called while another coroutine is already writing");
}

void IoWait::suspend(TaskCore& task, std::coroutine_handle<> leaf) {
    task_ = &task;
    connection_->waiting_[static_cast<int>(direction_)] = this;
    start();
    task.suspend(leaf, *this);
}

void IoWait::leave() noexcept {
    connection_->waiting_[static_cast<int>(direction_)] = nullptr;
    task_.reset();
}

bool IoWait::cancel() {
    if (!task_) return false;
    Ref<TaskCore> task = task_;
    connection_->descriptor().cancel(direction_);
    leave();
    error_ = 0;
    task->throw_soon(std::make_exception_ptr(CancelledError()));
    return true;
}

void IoWait::closed() noexcept {
    Ref<TaskCore> task = task_;
    leave();
    was_closed_ = true;
    try {
        task->resume_soon();
    } catch (const RuntimeError&) { // the loop is closed: nobody waits any more
    }
}

void IoWait::resume() {
    Ref<TaskCore> task = std::move(task_);
    leave();
    running.loop->run_completion({&TaskCore::step_entry, std::move(task), nullptr});
}

void IoWait::finish_wait() {
    if (TaskCore* task = running.loop ? running.loop->current_task() : nullptr)
        task->rethrow_thrown();
}

} // namespace loop
