// future.h — Future<T>: a result that will be there. asyncio's Future.
//
// Handles are cheap to copy and all mean the same future, which is bound to a loop from its
// creation on: awaiting it while pending on another loop throws AffinityError there. Once it
// is done, it may be read and awaited anywhere.
#pragma once

#include <concepts>
#include <optional>
#include <type_traits>
#include <utility>
#include <variant>

#include "loop/event_loop.h"
#include "loop/future_core.h"
#include "loop/repr.h"

namespace loop {

/// void is stored as monostate.
template <class T>
using Stored = std::conditional_t<std::is_void_v<T>, std::monostate, T>;

/// Adds the value to a FutureCore or a TaskCore.
template <class Base, class T>
class WithValue : public Base {
  public:
    using Base::Base;
    ~WithValue() override { this->log_unretrieved(); }
    void* value_slot() noexcept override { return &value_; }
    std::string value_repr() const override { return value_ ? loop::repr(*value_) : ""; }

  protected:
    std::optional<Stored<T>> value_;
};

/// A future of any type: what wait(), gather() and repr() need to know.
class AnyFuture {
  public:
    AnyFuture() = default; ///< no future; only == and bool are allowed
    explicit AnyFuture(Ref<FutureCore> core) : core_(std::move(core)) {}
    /// Makes a task of a coroutine, on the running loop: wait({task, sleep(1s)}).
    template <class T>
    AnyFuture(Coroutine<T> coroutine, SourceLocation where = SourceLocation::current());

    bool done() const noexcept { return core_->done(); }
    bool cancelled() const noexcept { return core_->cancelled(); }
    /// False if it is done already. A task gets CancelledError at its suspension point.
    bool cancel() const { return core_->cancel(); }
    /// The exception or null. CancelledError; InvalidStateError "Exception is not set."
    std::exception_ptr exception() const { return core_->exception(); }
    bool remove_done_callback(const CallbackId& id) const {
        return core_->remove_done_callback(id) > 0;
    }
    LoopId loop_id() const noexcept { return core_->loop_id(); }
    EventLoop& get_loop() const { return core_->loop(); }
    std::string repr() const { return core_ ? core_->repr() : "None"; }
    FutureCore* core() const noexcept { return core_.get(); }
    explicit operator bool() const noexcept { return core_ != nullptr; }
    bool operator==(const AnyFuture& other) const noexcept { return core_ == other.core_; }

  protected:
    Ref<FutureCore> core_;
};

template <class T>
class [[nodiscard]] FutureAwaiter : public FutureWait {
  public:
    using FutureWait::FutureWait;
    T await_resume() {
        finish_wait();
        auto& value = *static_cast<std::optional<Stored<T>>*>(future_->value_slot());
        if constexpr (std::is_void_v<T>)
            return;
        else if constexpr (std::copy_constructible<T>)
            return *value;
        else
            return std::move(*value);
    }
};

template <class T>
class LOOP_BOUND Future : public AnyFuture {
  public:
    using value_type = T;

    /// A new pending future, bound to get_event_loop() or the loop given.
    explicit Future(SourceLocation where = SourceLocation::current())
        : Future(get_event_loop(), where) {}
    explicit Future(EventLoop& loop, SourceLocation where = SourceLocation::current())
        : Future(loop.id(), Origin{"loop::Future", where}, where) {}
    /// Made on behalf of another object, for which errors speak.
    Future(LoopId loop, Origin origin, SourceLocation where)
        : AnyFuture(Ref<FutureCore>(new WithValue<FutureCore, T>(loop, origin, where))) {}
    explicit Future(Ref<FutureCore> core) : AnyFuture(std::move(core)) {}

    /// The value. Its exception; CancelledError; InvalidStateError "Result is not set."
    decltype(auto) result() const {
        core_->check_result();
        if constexpr (!std::is_void_v<T>) return static_cast<const T&>(*slot());
    }
    /// The value moved out: for the only reader of a future.
    T take() const {
        core_->check_result();
        if constexpr (!std::is_void_v<T>) return std::move(*slot());
    }
    /// InvalidStateError "invalid state" if it is done; RuntimeError
    /// "Task does not support set_result operation".
    template <class U = Stored<T>>
        requires(!std::is_void_v<T> && std::is_convertible_v<U &&, Stored<T>>)
    void set_result(U&& value) const {
        core_->check_settable();
        slot().emplace(std::forward<U>(value));
        core_->finish(FutureCore::State::finished);
    }
    void set_result() const
        requires std::is_void_v<T>
    {
        core_->check_settable();
        slot().emplace();
        core_->finish(FutureCore::State::finished);
    }
    template <class E>
        requires(!std::same_as<std::decay_t<E>, std::exception_ptr>)
    void set_exception(E error) const {
        core_->set_exception(std::make_exception_ptr(std::move(error)));
    }
    void set_exception(std::exception_ptr error) const { core_->set_exception(std::move(error)); }

    /// Calls fn(future) in the turn after it is done, on its loop; at once due if it is done.
    template <class F>
    CallbackId add_done_callback(F fn, const char* name = "<lambda>",
                                 SourceLocation where = SourceLocation::current()) const {
        return core_->add_done_callback(make_ref<Callback<F>>(std::move(fn), name, where));
    }
    FutureAwaiter<T> awaiter(SourceLocation use) const { return {*core_, use}; }

  private:
    template <class F>
    class Callback final : public DoneCallback {
      public:
        Callback(F fn, const char* name, SourceLocation where)
            : DoneCallback(name, where), fn_(std::move(fn)) {}
        void call(FutureCore& future) override { fn_(Future(Ref<FutureCore>(&future))); }

      private:
        F fn_;
    };
    std::optional<Stored<T>>& slot() const {
        return *static_cast<std::optional<Stored<T>>*>(core_->value_slot());
    }
};

/// What co_await gives for an awaitable of this library.
template <LocatedAwaitable A>
using awaited_t = decltype(std::declval<A>().awaiter(SourceLocation{}).await_resume());

template <class T>
Future<T> EventLoop::create_future(SourceLocation where) {
    return Future<T>(*this, where);
}

} // namespace loop
