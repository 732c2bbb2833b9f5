// event.h — Event: a flag that coroutines wait for. asyncio.Event.
#pragma once

#include <atomic>

#include "loop/coroutine.h"
#include "loop/loop_bound.h"
#include "loop/wait_list.h"

namespace loop {

class LOOP_BOUND Event : public LoopBound {
  public:
    explicit Event(SourceLocation where = SourceLocation::current()) : Event(binding(), where) {}
    explicit Event(Binding binding, SourceLocation where = SourceLocation::current())
        : LoopBound(binding, where, "loop::Event") {}
    explicit Event(EventLoop& loop, SourceLocation where = SourceLocation::current())
        : LoopBound(loop, where, "loop::Event") {}
    /// Those who wait get RuntimeError "<Event ...> was destroyed while it was waited for".
    ~Event() { waiters_.orphan(repr()); }

    /// True once it is set; at once, and unchecked, if it is. AffinityError if it must wait
    /// on another loop than its own.
    Coroutine<bool> wait(SourceLocation use = SourceLocation::current());
    /// Wakes all who wait now, in order, even if clear() follows at once. Never checks a loop.
    void set();
    void clear() noexcept { set_.store(false, std::memory_order_relaxed); }
    bool is_set() const noexcept { return set_.load(std::memory_order_relaxed); }
    std::string repr() const; ///< "<Event object at 0x... [unset, waiters:1]>"

  private:
    LazyWaitList waiters_;
    std::atomic<bool> set_ = false; ///< an event of the wrong loop is asked, too
};

} // namespace loop
