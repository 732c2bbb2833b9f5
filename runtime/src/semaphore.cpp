#include "loop/semaphore.h"

#include "lock_repr.h"
#include "loop/at.h"
#include "loop/errors.h"

namespace loop {
namespace {

long checked(long value) {
    if (value < 0) throw ValueError("Semaphore initial value must be >= 0");
    return value;
}

} // namespace

Semaphore::Semaphore(long value, Binding binding, SourceLocation where)
    : LoopBound(binding, where, "loop::Semaphore"), value_(checked(value)) {}
Semaphore::Semaphore(long value, EventLoop& loop, SourceLocation where)
    : LoopBound(loop, where, "loop::Semaphore"), value_(checked(value)) {}

Coroutine<bool> Semaphore::acquire(SourceLocation use) {
    if (!locked()) {
        --value_;
        co_return true;
    }
    LoopId home = loop_for_waiting(*this, "loop::Semaphore", use);
    Ref<WaitList> list = waiters_.get();
    Future<void> turn(home, {"loop::Semaphore", created_at()}, use);
    bool cancelled = false;
    try {
        WaitList::Entry entry(list, turn);
        co_await At(turn, use);
    } catch (const CancelledError&) {
        cancelled = true;
    }
    if (list->orphaned()) throw CancelledError(); // woken and cancelled, and then it went away
    if (cancelled && turn.done() && !turn.cancelled()) ++value_; // give back what was given
    while (value_ > 0 && wake_next()) {
    }
    if (cancelled) throw CancelledError();
    co_return true;
}

/// The one who is woken has it already.
bool Semaphore::wake_next() {
    if (!waiters_.wake_first()) return false;
    --value_;
    return true;
}

void Semaphore::release() {
    ++value_;
    wake_next();
}

void BoundedSemaphore::release() {
    if (value() >= bound_) throw ValueError("BoundedSemaphore released too many times");
    Semaphore::release();
}

Coroutine<Held<Semaphore>> Semaphore::hold(SourceLocation use) {
    co_await acquire(use);
    co_return Held<Semaphore>(*this);
}

std::string Semaphore::repr() const {
    std::string state = locked() ? "locked" : "unlocked, value:" + std::to_string(value_);
    return lock_repr("Semaphore", this, state, waiters_.size());
}

} // namespace loop
