// semaphore.h — Semaphore and BoundedSemaphore, as asyncio's.
#pragma once

#include <cstddef>

#include "loop/lock.h"

namespace loop {

class LOOP_BOUND Semaphore : public LoopBound {
  public:
    /// ValueError "Semaphore initial value must be >= 0".
    explicit Semaphore(long value = 1, SourceLocation where = SourceLocation::current())
        : Semaphore(value, binding(), where) {}
    Semaphore(long value, Binding binding, SourceLocation where = SourceLocation::current());
    Semaphore(long value, EventLoop& loop, SourceLocation where = SourceLocation::current());
    virtual ~Semaphore() { waiters_.orphan(repr()); }

    /// True once one is taken, in order of asking. Free: neither waits nor checks a loop.
    Coroutine<bool> acquire(SourceLocation use = SourceLocation::current());
    virtual void release();
    bool locked() const noexcept { return value_ == 0 || waiters_.has_live(); }
    long value() const noexcept { return value_; }
    Coroutine<Held<Semaphore>> hold(SourceLocation use = SourceLocation::current());
    std::string repr() const; ///< "<Semaphore object at 0x... [unlocked, value:1]>"

  private:
    bool wake_next();
    LazyWaitList waiters_;
    long value_;
};

class LOOP_BOUND BoundedSemaphore : public Semaphore {
  public:
    explicit BoundedSemaphore(long value = 1, SourceLocation where = SourceLocation::current())
        : Semaphore(value, where), bound_(value) {}
    BoundedSemaphore(long value, Binding binding, SourceLocation where = SourceLocation::current())
        : Semaphore(value, binding, where), bound_(value) {}
    /// ValueError "BoundedSemaphore released too many times".
    void release() override;

  private:
    long bound_;
};

} // namespace loop
