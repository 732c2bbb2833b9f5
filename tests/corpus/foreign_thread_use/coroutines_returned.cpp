// A handler that returns a coroutine: who spawns the handler spawns what it returns.
#include <asio_coroutines.h>
#include <thread.h>

namespace asio = boost::asio;
using asio::awaitable;
using asio::use_awaitable;

class Session {
  public:
    Session(asio::io_context& io, asio::thread_pool& pool) : io_(io), pool_(pool), idle_(io) {}
    void start() {
        asio::co_spawn(io_.get_executor(), [this] { return answer(); }, asio::detached);
        asio::co_spawn(io_.get_executor(), [this] { return watch(); }, asio::detached);
    }

  private:
    awaitable<> answer() {
        idle_.expires_after(1);
        co_await asio::post(asio::bind_executor(pool_.get_executor(), use_awaitable));
        idle_.expires_after(2); // want "'idle_' belongs to the loop 'io', which the main thread runs, but is used here in the thread 'pool'"
    }
    awaitable<> watch() {
        idle_.expires_after(3);
        co_return;
    }

    asio::io_context& io_;
    asio::thread_pool& pool_;
    asio::steady_timer idle_;
};

int main() {
    asio::thread_pool pool(2);
    asio::io_context io;
    Session session(io, pool);
    session.start();
    io.run();
    pool.join();
}
