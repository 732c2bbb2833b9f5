#include "loop/condition.h"

#include "lock_repr.h"
#include "loop/at.h"
#include "loop/errors.h"

namespace loop {

Condition::Condition(Binding binding, SourceLocation where)
    : LoopBound(binding, where, "loop::Condition"),
      own_lock_(std::make_unique<Lock>(binding, where)),
      lock_(*own_lock_) {}
Condition::Condition(EventLoop& loop, SourceLocation where)
    : LoopBound(loop, where, "loop::Condition"),
      own_lock_(std::make_unique<Lock>(loop, where)),
      lock_(*own_lock_) {}
Condition::Condition(Lock& lock, SourceLocation where)
    : LoopBound(binding(), where, "loop::Condition"), lock_(lock) {
    check_lock_agrees();
}
Condition::Condition(Lock& lock, EventLoop& loop, SourceLocation where)
    : LoopBound(loop, where, "loop::Condition"), lock_(lock) {
    check_lock_agrees();
}

void Condition::check_lock_agrees() const {
    if (loop_id() && lock_.loop_id() && loop_id() != lock_.loop_id())
        throw ValueError("loop argument must agree with lock");
}

Coroutine<bool> Condition::acquire(SourceLocation use) { return lock_.acquire(use); }
Coroutine<Held<Lock>> Condition::hold(SourceLocation use) { return lock_.hold(use); }

/// The part between giving the lock up and wanting it back.
Coroutine<void> Condition::wait_notified(SourceLocation use) {
    LoopId home = loop_for_waiting(*this, "loop::Condition", use);
    WaitList::Entry entry(waiters_.get(),
                          Future<void>(home, {"loop::Condition", created_at()}, use));
    co_await At(entry.future(), use);
}

Coroutine<bool> Condition::wait(SourceLocation use) {
    if (!locked()) throw RuntimeError("cannot wait on un-acquired lock");
    Ref<WaitList> list = waiters_.get();
    lock_.release();
    std::exception_ptr failure;
    try {
        co_await wait_notified(use);
    } catch (...) {
        failure = std::current_exception();
    }
    for (bool held = false; !held && !list->orphaned();) {
        try {
            held = co_await lock_.acquire(use);
        } catch (const CancelledError&) { // not before the lock is back
            failure = std::current_exception();
        }
    }
    if (failure) std::rethrow_exception(failure);
    co_return true;
}

void Condition::notify(std::size_t n) {
    if (!locked()) throw RuntimeError("cannot notify on un-acquired lock");
    while (n > 0 && waiters_.wake_first()) --n;
}

std::string Condition::repr() const {
    return lock_repr("Condition", this, locked() ? "locked" : "unlocked", waiters_.size());
}

} // namespace loop
