// condition.h — Condition: wait for news about what a lock protects. asyncio.Condition.
#pragma once

#include <memory>
#include <utility>

#include "loop/lock.h"

namespace loop {

class LOOP_BOUND Condition : public LoopBound {
  public:
    /// With a lock of its own.
    explicit Condition(SourceLocation where = SourceLocation::current())
        : Condition(binding(), where) {}
    explicit Condition(Binding binding, SourceLocation where = SourceLocation::current());
    explicit Condition(EventLoop& loop, SourceLocation where = SourceLocation::current());
    /// On a lock that must outlive it. ValueError "loop argument must agree with lock" if both
    /// are bound, to different loops.
    explicit Condition(Lock& lock, SourceLocation where = SourceLocation::current());
    Condition(Lock& lock, EventLoop& loop, SourceLocation where = SourceLocation::current());
    ~Condition() { waiters_.orphan(repr()); }

    Coroutine<bool> acquire(SourceLocation use = SourceLocation::current());
    void release() { lock_.release(); }
    bool locked() const noexcept { return lock_.locked(); }
    Coroutine<Held<Lock>> hold(SourceLocation use = SourceLocation::current());

    /// Gives the lock up, waits for notify(), takes the lock again, also when it throws.
    /// RuntimeError "cannot wait on un-acquired lock".
    Coroutine<bool> wait(SourceLocation use = SourceLocation::current());
    /// wait() until the predicate holds.
    template <class Predicate>
    Coroutine<bool> wait_for(Predicate predicate, SourceLocation use = SourceLocation::current()) {
        while (!predicate()) co_await wait(use);
        co_return true;
    }
    /// Wakes up to n who wait. RuntimeError "cannot notify on un-acquired lock".
    void notify(std::size_t n = 1);
    void notify_all() { notify(waiters_.size()); }
    std::string repr() const; ///< "<Condition object at 0x... [unlocked]>"

  private:
    void check_lock_agrees() const;
    Coroutine<void> wait_notified(SourceLocation use);
    std::unique_ptr<Lock> own_lock_;
    Lock& lock_;
    LazyWaitList waiters_;
};

} // namespace loop
