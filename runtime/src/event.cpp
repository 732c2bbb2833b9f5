#include "loop/event.h"

#include "lock_repr.h"
#include "loop/at.h"

namespace loop {

Coroutine<bool> Event::wait(SourceLocation use) {
    if (is_set()) co_return true;
    LoopId home = loop_for_waiting(*this, "loop::Event", use);
    WaitList::Entry entry(waiters_.get(), Future<void>(home, {"loop::Event", created_at()}, use));
    co_await At(entry.future(), use);
    co_return true;
}

void Event::set() {
    if (is_set()) return;
    set_.store(true, std::memory_order_relaxed);
    waiters_.wake_all();
}

std::string Event::repr() const {
    return lock_repr("Event", this, is_set() ? "set" : "unset", waiters_.size());
}

} // namespace loop
