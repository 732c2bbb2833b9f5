// handle.h — a callback that a loop will run, and the user's grip on it.
//
// Handle and TimerHandle are cheap to copy; all copies mean the same callback. Use them
// on the loop's thread only.
#pragma once

#include <optional>
#include <string>
#include <typeinfo>
#include <utility>

#include "loop/counted.h"
#include "loop/fwd.h"

namespace loop {

/// One scheduled callback: what to call, whether it still shall be, where it was scheduled.
class CallbackNode : public Counted {
  public:
    explicit CallbackNode(SourceLocation where) : where_(where) {}

    bool cancelled() const noexcept { return cancelled_; }
    void cancel() noexcept;
    void run() {
        if (!cancelled_) invoke();
    }
    /// "main()::<lambda>() at FILE:LINE"
    std::string callback_repr() const;
    /// asyncio's: "<Handle f() at FILE:LINE>", "<TimerHandle cancelled when=1.5>"
    std::string repr() const;

    std::optional<Duration> when; ///< set for timers
    EventLoop* timer_loop = nullptr;

  protected:
    virtual void invoke() = 0;
    virtual void drop() noexcept = 0; ///< frees what the callback holds
    virtual const std::type_info& callable_type() const noexcept = 0;

  private:
    SourceLocation where_;
    bool cancelled_ = false;
};

template <class F>
class FunctionNode final : public CallbackNode {
  public:
    FunctionNode(F fn, SourceLocation where) : CallbackNode(where), fn_(std::move(fn)) {}

  protected:
    void invoke() override { (*fn_)(); }
    void drop() noexcept override { fn_.reset(); }
    const std::type_info& callable_type() const noexcept override { return typeid(F); }

  private:
    std::optional<F> fn_;
};

/// What call_soon returns.
class Handle {
  public:
    Handle() = default;
    explicit Handle(Ref<CallbackNode> node) : node_(std::move(node)) {}

    /// The callback will not run; what it holds is freed at once. Twice is fine.
    void cancel() noexcept {
        if (node_) node_->cancel();
    }
    bool cancelled() const noexcept { return !node_ || node_->cancelled(); }
    std::string repr() const { return node_ ? node_->repr() : "<Handle>"; }
    explicit operator bool() const noexcept { return node_ != nullptr; }

  protected:
    Ref<CallbackNode> node_;
};

/// What call_later and call_at return.
class TimerHandle : public Handle {
  public:
    using Handle::Handle;
    /// When it is due, on the loop's clock.
    Duration when() const noexcept { return node_ && node_->when ? *node_->when : Duration{}; }
};

/// One entry of a loop's ready queue: a function and the nodes it works on. Tasks and done
/// callbacks use it directly, so waking a task allocates nothing.
struct Ready {
    void (*run)(Counted& target, Counted* argument);
    Ref<Counted> target;
    Ref<Counted> argument;
};

} // namespace loop
