// coroutine.h — Coroutine<T>: what `async def` returns.
//
//   loop::Coroutine<int> answer() { co_await loop::sleep(1s); co_return 42; }
//
// Lazy (runs when awaited or made a task), move-only, owned by whoever holds it, awaited
// once. Runs inside a Task; every co_await in it remembers its source location.
#pragma once

#include <coroutine>
#include <exception>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>

#include "loop/errors.h"
#include "loop/fwd.h"
#include "loop/recycled.h"

namespace loop {

/// An awaitable of this library: makes its awaiter for a co_await at a place.
template <class A>
concept LocatedAwaitable =
    requires(A&& a, SourceLocation where) { static_cast<A&&>(a).awaiter(where); };

/// What every coroutine of this library knows: its task, who awaits it, and where it stands.
class PromiseBase : public recycled::Object {
  public:
    TaskCore* task = nullptr;             ///< set when it is first awaited or made a task
    std::coroutine_handle<> continuation; ///< null for the coroutine of a task
    std::exception_ptr error;
    SourceLocation defined_at;   ///< the function
    SourceLocation suspended_at; ///< its latest co_await

    struct FinalAwaiter {
        bool await_ready() const noexcept { return false; }
        template <class P>
        std::coroutine_handle<> await_suspend(std::coroutine_handle<P> ended) const noexcept {
            if (auto next = ended.promise().continuation) return next;
            return std::noop_coroutine();
        }
        void await_resume() const noexcept {}
    };

    std::suspend_always initial_suspend() const noexcept { return {}; }
    FinalAwaiter final_suspend() const noexcept { return {}; }
    void unhandled_exception() noexcept { error = std::current_exception(); }

    template <class A>
    decltype(auto) await_transform(A&& a, SourceLocation where = SourceLocation::current()) {
        suspended_at = where;
        if constexpr (LocatedAwaitable<A>)
            return std::forward<A>(a).awaiter(where);
        else
            return std::forward<A>(a);
    }

    void rethrow_error() {
        if (error) std::rethrow_exception(std::exchange(error, nullptr));
    }
};

/// In debug mode: "RuntimeWarning: coroutine 'f' was never awaited", and where it is defined.
void warn_never_awaited(const PromiseBase& promise) noexcept;

template <class T>
class CoroutinePromise : public PromiseBase {
  public:
    Coroutine<T> get_return_object(SourceLocation where = SourceLocation::current()) noexcept;
    template <class U = T>
        requires std::is_convertible_v<U&&, T>
    void return_value(U&& value) {
        value_.emplace(std::forward<U>(value));
    }
    /// The result, moved out; throws what the coroutine threw.
    T take() {
        rethrow_error();
        return std::move(*value_);
    }

  private:
    std::optional<T> value_;
};

template <>
class CoroutinePromise<void> : public PromiseBase {
  public:
    Coroutine<void> get_return_object(SourceLocation where = SourceLocation::current()) noexcept;
    void return_void() const noexcept {}
    void take() { rethrow_error(); }
};

/// Runs a coroutine as part of the coroutine that awaits it, without a turn in between.
template <class Promise>
struct CoroutineAwaiter {
    std::coroutine_handle<Promise> child;

    bool await_ready() const noexcept { return false; }
    template <class P>
    std::coroutine_handle<> await_suspend(std::coroutine_handle<P> parent) const noexcept {
        child.promise().task = parent.promise().task;
        child.promise().continuation = parent;
        return child;
    }
    decltype(auto) await_resume() const { return child.promise().take(); }
};

template <class T>
class [[nodiscard("a coroutine runs only when it is awaited")]] Coroutine {
  public:
    using promise_type = CoroutinePromise<T>;
    using value_type = T;
    using Frame = std::coroutine_handle<promise_type>;
    static_assert(!std::is_reference_v<T>, "a coroutine returns a value; use a pointer");

    Coroutine() = default;
    explicit Coroutine(Frame frame) noexcept : frame_(frame) {}
    Coroutine(Coroutine&& other) noexcept
        : frame_(std::exchange(other.frame_, {})), awaited_(std::exchange(other.awaited_, false)) {}
    Coroutine& operator=(Coroutine&& other) noexcept {
        Coroutine(std::move(other)).swap(*this);
        return *this;
    }
    ~Coroutine() {
        if (!frame_) return;
        if (!awaited_) [[unlikely]]
            warn_never_awaited(frame_.promise());
        frame_.destroy();
    }

    /// RuntimeError "cannot reuse already awaited coroutine" the second time.
    CoroutineAwaiter<promise_type> awaiter(SourceLocation) {
        mark_awaited();
        return {frame_};
    }
    /// Gives the frame away; for Task.
    Frame release() {
        mark_awaited();
        return std::exchange(frame_, {});
    }
    /// The function: where it is defined.
    SourceLocation defined_at() const noexcept {
        return frame_ ? frame_.promise().defined_at : SourceLocation{};
    }
    explicit operator bool() const noexcept { return bool(frame_); }
    void swap(Coroutine& other) noexcept {
        std::swap(frame_, other.frame_);
        std::swap(awaited_, other.awaited_);
    }

  private:
    void mark_awaited() {
        if (!frame_ || awaited_) throw RuntimeError("cannot reuse already awaited coroutine");
        awaited_ = true;
    }
    Frame frame_;
    bool awaited_ = false;
};

template <class T>
Coroutine<T> CoroutinePromise<T>::get_return_object(SourceLocation where) noexcept {
    defined_at = suspended_at = where;
    return Coroutine<T>(std::coroutine_handle<CoroutinePromise>::from_promise(*this));
}
inline Coroutine<void> CoroutinePromise<void>::get_return_object(SourceLocation where) noexcept {
    defined_at = suspended_at = where;
    return Coroutine<void>(std::coroutine_handle<CoroutinePromise>::from_promise(*this));
}

/// "get_index()", "Event.wait()", "main()::<lambda>()": a function as asyncio's reprs show it.
std::string function_repr(const SourceLocation& where);
/// The function's qualified name as written: "get_index", "loop::Event::wait".
std::string function_name(const SourceLocation& where);
/// "FILE:LINE"
std::string place_repr(const SourceLocation& where);

} // namespace loop
