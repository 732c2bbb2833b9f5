#pragma once
// A look-alike of Boost.Asio's coroutines, which start only once something awaits or spawns them.

#include <asio.h>

#include <coroutine>

namespace boost::asio {

struct use_awaitable_t {};
inline constexpr use_awaitable_t use_awaitable;
struct detached_t {};
inline constexpr detached_t detached;

template <class T>
struct awaitable_value {
    void return_value(T);
};
template <>
struct awaitable_value<void> {
    void return_void();
};

template <class T = void>
class [[nodiscard]] awaitable {
  public:
    struct promise_type : awaitable_value<T> {
        awaitable get_return_object();
        std::suspend_always initial_suspend();
        std::suspend_always final_suspend() noexcept;
        void unhandled_exception();
    };
    awaitable(awaitable&&);
    ~awaitable();
    bool await_ready();
    void await_suspend(std::coroutine_handle<>);
    T await_resume();
};

namespace this_coro {
struct executor_t {};
inline constexpr executor_t executor;
struct executor_awaiter {
    bool await_ready();
    void await_suspend(std::coroutine_handle<>);
    any_io_executor await_resume();
};
executor_awaiter operator co_await(executor_t);
} // namespace this_coro

template <class Context, class T, class Token>
void co_spawn(Context&, awaitable<T>, Token) {}

template <class Executor, class F, class Token>
void co_spawn(const Executor&, F&&, Token) {}

template <class Executor>
awaitable<> post(Executor&&, const use_awaitable_t&);
awaitable<> post(use_awaitable_t);

namespace experimental::awaitable_operators {
awaitable<> operator||(awaitable<>, awaitable<>);
} // namespace experimental::awaitable_operators

} // namespace boost::asio
