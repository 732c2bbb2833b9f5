// lock.h — Lock: mutual exclusion between the tasks of one loop. asyncio.Lock.
//
//   { auto held = co_await lock.hold(); ... }      released at the end of the scope
#pragma once

#include <stdexcept>
#include <utility>

#include "loop/coroutine.h"
#include "loop/loop_bound.h"
#include "loop/wait_list.h"

namespace loop {

/// Releases what it holds when it goes; `async with`.
template <class L>
class [[nodiscard]] Held {
  public:
    explicit Held(L& lock) noexcept : lock_(&lock) {}
    Held(Held&& other) noexcept : lock_(std::exchange(other.lock_, nullptr)) {}
    Held& operator=(Held&&) = delete;
    ~Held() {
        try {
            release();
        } catch (const std::runtime_error&) { // released by hand, or its loop is closed
        }
    }
    void release() {
        if (lock_) std::exchange(lock_, nullptr)->release();
    }

  private:
    L* lock_;
};

class LOOP_BOUND Lock : public LoopBound {
  public:
    explicit Lock(SourceLocation where = SourceLocation::current()) : Lock(binding(), where) {}
    explicit Lock(Binding binding, SourceLocation where = SourceLocation::current())
        : LoopBound(binding, where, "loop::Lock") {}
    explicit Lock(EventLoop& loop, SourceLocation where = SourceLocation::current())
        : LoopBound(loop, where, "loop::Lock") {}
    /// Those who wait get RuntimeError "... was destroyed while it was waited for".
    ~Lock() { waiters_.orphan(repr()); }

    /// True once it is ours; first come, first served. Uncontended it neither waits nor checks
    /// a loop; contended on another loop than its own: AffinityError.
    Coroutine<bool> acquire(SourceLocation use = SourceLocation::current());
    /// RuntimeError "Lock is not acquired."
    void release();
    bool locked() const noexcept { return locked_; }
    Coroutine<Held<Lock>> hold(SourceLocation use = SourceLocation::current());
    std::string repr() const; ///< "<Lock object at 0x... [locked, waiters:1]>"

  private:
    LazyWaitList waiters_;
    bool locked_ = false;
};

} // namespace loop
