// generator.h — AsyncGenerator<T>: an `async def` with yields.
//
//   loop::AsyncGenerator<std::string> lines() { co_await ...; co_yield "one"; }
//   while (auto line = co_await generator.next()) use(*line);
//
// Lazy, move-only, consumed by one coroutine at a time; destroying it early ends it at its
// yield. An exception inside comes out of next().
#pragma once

#include <optional>
#include <utility>

#include "loop/coroutine.h"

namespace loop {

template <class T>
class AsyncGenerator {
  public:
    class promise_type : public PromiseBase {
      public:
        AsyncGenerator get_return_object(SourceLocation where = SourceLocation::current()) {
            defined_at = suspended_at = where;
            return AsyncGenerator(std::coroutine_handle<promise_type>::from_promise(*this));
        }
        template <class U = T>
        FinalAwaiter yield_value(U&& value) {
            current.emplace(std::forward<U>(value));
            return {};
        }
        void return_void() const noexcept {}

        std::optional<T> current;
    };
    using value_type = T;
    using Frame = std::coroutine_handle<promise_type>;

    /// Resumes the generator up to its next yield; nullopt at its end, and ever after.
    class Next {
      public:
        using value_type = std::optional<T>;
        explicit Next(Frame frame) : frame_(frame) {}
        Next awaiter(SourceLocation) const noexcept { return *this; }
        bool await_ready() const noexcept { return !frame_ || frame_.done(); }
        template <class P>
        std::coroutine_handle<> await_suspend(std::coroutine_handle<P> parent) const noexcept {
            frame_.promise().task = parent.promise().task;
            frame_.promise().continuation = parent;
            return frame_;
        }
        std::optional<T> await_resume() const {
            if (!frame_) return std::nullopt;
            frame_.promise().rethrow_error();
            return std::exchange(frame_.promise().current, std::nullopt);
        }

      private:
        Frame frame_;
    };

    AsyncGenerator() = default; ///< yields nothing
    explicit AsyncGenerator(Frame frame) noexcept : frame_(frame) {}
    AsyncGenerator(AsyncGenerator&& other) noexcept : frame_(std::exchange(other.frame_, {})) {}
    AsyncGenerator& operator=(AsyncGenerator&& other) noexcept {
        std::swap(frame_, other.frame_);
        return *this;
    }
    ~AsyncGenerator() {
        if (frame_) frame_.destroy();
    }
    Next next() noexcept { return Next(frame_); }
    explicit operator bool() const noexcept { return bool(frame_); }

  private:
    Frame frame_;
};

} // namespace loop
