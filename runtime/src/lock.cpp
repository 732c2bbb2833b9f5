#include "loop/lock.h"

#include "lock_repr.h"
#include "loop/at.h"
#include "loop/errors.h"

namespace loop {

Coroutine<bool> Lock::acquire(SourceLocation use) {
    if (!locked_ && !waiters_.has_live()) {
        locked_ = true;
        co_return true;
    }
    LoopId home = loop_for_waiting(*this, "loop::Lock", use);
    Ref<WaitList> list = waiters_.get();
    bool cancelled = false;
    try {
        WaitList::Entry entry(list, Future<void>(home, {"loop::Lock", created_at()}, use));
        co_await At(entry.future(), use);
    } catch (const CancelledError&) {
        cancelled = true;
    }
    if (cancelled) {
        if (!list->orphaned() && !locked_) list->wake_first(); // pass the wake-up on
        throw CancelledError();
    }
    locked_ = true;
    co_return true;
}

void Lock::release() {
    if (!locked_) throw RuntimeError("Lock is not acquired.");
    locked_ = false;
    waiters_.wake_first();
}

Coroutine<Held<Lock>> Lock::hold(SourceLocation use) {
    co_await acquire(use);
    co_return Held<Lock>(*this);
}

std::string Lock::repr() const {
    return lock_repr("Lock", this, locked_ ? "locked" : "unlocked", waiters_.size());
}

} // namespace loop
