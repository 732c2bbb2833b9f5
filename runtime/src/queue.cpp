#include "loop/queue.h"

#include "lock_repr.h"
#include "loop/at.h"
#include "loop/errors.h"

namespace loop {

QueueBase::QueueBase(std::size_t maxsize, Binding binding, SourceLocation where)
    : LoopBound(binding, where, "loop::Queue"), maxsize_(maxsize), finished_(binding, where) {
    finished_.set();
}
QueueBase::QueueBase(std::size_t maxsize, EventLoop& loop, SourceLocation where)
    : LoopBound(loop, where, "loop::Queue"), maxsize_(maxsize), finished_(loop, where) {
    finished_.set();
}

/// Whoever was woken but cancelled passes the wake-up on; the value is still there.
Coroutine<void> QueueBase::wait_in(LazyWaitList& waiters, SourceLocation use) {
    LoopId home = loop_for_waiting(*this, "loop::Queue", use);
    Ref<WaitList> list = waiters.get();
    Future<void> turn(home, {"loop::Queue", created_at()}, use);
    bool cancelled = false;
    try {
        WaitList::Entry entry(list, turn);
        co_await At(turn, use);
    } catch (const CancelledError&) {
        cancelled = true;
    }
    if (!cancelled) co_return;
    if (turn.done() && !turn.cancelled()) list->wake_first();
    throw CancelledError();
}

Coroutine<void> QueueBase::join(SourceLocation use) {
    if (unfinished_ > 0) co_await finished_.wait(use);
}

void QueueBase::task_done() {
    if (unfinished_ == 0) throw ValueError("task_done() called too many times");
    if (--unfinished_ == 0) finished_.set();
}

void QueueBase::count_put() {
    ++unfinished_;
    finished_.clear();
}

std::string QueueBase::repr() const {
    std::string text = "<Queue at " + address_repr(this) + " maxsize=" + std::to_string(maxsize_);
    if (getters_.size()) text += " _getters[" + std::to_string(getters_.size()) + "]";
    if (putters_.size()) text += " _putters[" + std::to_string(putters_.size()) + "]";
    if (unfinished_) text += " tasks=" + std::to_string(unfinished_);
    return text + ">";
}

} // namespace loop
