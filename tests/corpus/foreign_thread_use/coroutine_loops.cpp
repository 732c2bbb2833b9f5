// What a coroutine awaits to get its own executor is the loop that it was spawned on, or that of the coroutine that awaits it.
#include <asio_coroutines.h>
#include <thread.h>

namespace asio = boost::asio;
using asio::awaitable;
using asio::use_awaitable;

awaitable<> compute(asio::steady_timer& deadline, asio::thread_pool& pool) {
    co_await asio::post(asio::bind_executor(pool.get_executor(), use_awaitable));
    deadline.expires_after(2); // want "'deadline' belongs to the loop 'io', which the main thread runs, but is used here in the thread 'pool'"
}
awaitable<> session(asio::thread_pool& pool) {
    const auto executor = co_await asio::this_coro::executor;
    asio::steady_timer deadline(executor);
    deadline.expires_after(1);
    co_await compute(deadline, pool);
}
awaitable<> serve(asio::thread_pool& pool) { co_await session(pool); }

// It comes back before it goes on.
awaitable<> returns(asio::thread_pool& pool) {
    const auto executor = co_await asio::this_coro::executor;
    asio::steady_timer idle(executor);
    idle.expires_after(1);
    co_await asio::post(asio::bind_executor(pool.get_executor(), use_awaitable));
    co_await asio::post(asio::bind_executor(executor, use_awaitable));
    idle.expires_after(2);
}

// Its timer is of the pool that it is spawned on.
awaitable<> onPool() {
    asio::steady_timer tick(co_await asio::this_coro::executor);
    tick.expires_after(1);
}

// Which loop it runs on nobody knows.
awaitable<> anywhere(asio::thread_pool& pool) {
    asio::steady_timer pause(co_await asio::this_coro::executor);
    pause.expires_after(1);
    co_await asio::post(asio::bind_executor(pool.get_executor(), use_awaitable));
    pause.expires_after(2);
}

int main() {
    asio::io_context io, other;
    asio::thread_pool pool(2);
    asio::co_spawn(io, serve(pool), asio::detached);
    asio::co_spawn(io, returns(pool), asio::detached);
    asio::co_spawn(pool, onPool(), asio::detached);
    asio::co_spawn(io, anywhere(pool), asio::detached);
    asio::co_spawn(other, anywhere(pool), asio::detached);
    std::thread second([&other] { other.run(); });
    io.run();
    second.join();
}
