// loop_bound.h — LoopBound: the tag of an object that belongs to one event loop.
//
// Binding::eager binds at construction to get_event_loop() (asyncio before 3.10, the default);
// Binding::lazy binds at the first use that must block, to the running loop (asyncio since).
// A check is one thread-local load and one compare. With LOOP_TAGGING=0 tag and checks go.
#pragma once

#include "loop/annotations.h"
#include "loop/event_loop.h"
#include "loop/future_core.h"
#include "loop/fwd.h"
#include "loop/running.h"

#ifndef LOOP_TAGGING
#define LOOP_TAGGING 1
#endif

namespace loop {

enum class Binding : std::uint8_t { eager, lazy };

/// For objects constructed from now on, process-wide. The start value is the environment's
/// LOOP_BINDING=eager|lazy, else eager; another value there is one line on stderr, once.
void set_binding(Binding binding) noexcept;
Binding binding() noexcept;

class LoopBound {
  public:
    LoopBound(const LoopBound&) = delete;
    LoopBound& operator=(const LoopBound&) = delete;

#if LOOP_TAGGING
    /// The loop it is bound to; 0 while it is unbound (lazy only).
    LoopId loop_id() const noexcept { return loop_id_.load(std::memory_order_relaxed); }
    SourceLocation created_at() const noexcept { return where_; }
#else
    LoopId loop_id() const noexcept { return running.id; }
    SourceLocation created_at() const noexcept { return {}; }
#endif

  protected:
    /// type: what pages and logs call it.
    LoopBound(Binding binding, SourceLocation where, const char* type = "object");
    /// Bound from the start.
    LoopBound(EventLoop& loop, SourceLocation where, const char* type = "object");
#if LOOP_TAGGING
    ~LoopBound() {
        if (tracked_) [[unlikely]]
            untrack();
    }
#else
    ~LoopBound() = default;
#endif

    /// The loop on which a blocking use must wait. An eager object's own loop, whoever asks
    /// (the await then fails); a lazy one's own loop or AffinityError
    /// "<Event object at 0x... [unset]> is bound to a different event loop".
    template <class Self>
    LoopId loop_for_waiting(const Self& self, const char* type, SourceLocation use) {
#if LOOP_TAGGING
        LoopId bound = loop_id();
        if (bound == running.id || !lazy_) [[likely]]
            return bound;
        if (bound == 0) return bind_to_running();
        return bound_elsewhere(self.repr(), type, use);
#else
        (void)self, (void)type, (void)use;
        return get_running_loop().id();
#endif
    }

  private:
#if LOOP_TAGGING
    void track(const char* type);
    void untrack() noexcept;
    LoopId bind_to_running();
    /// AffinityError, or the running loop if it is only logged.
    LoopId bound_elsewhere(const std::string& repr, const char* type, SourceLocation use) const;

    std::atomic<LoopId> loop_id_ = 0;
    bool lazy_ = false;
    bool tracked_ = false; ///< among the objects that a debugging server shows
    SourceLocation where_;
#endif
};

} // namespace loop
