// After an await that is bound to another executor a coroutine runs there, up to its next await. A coroutine type of the project's own may go on anywhere.
#include <asio_coroutines.h>
#include <thread.h>

namespace asio = boost::asio;
using asio::awaitable;
using asio::use_awaitable;

class Session {
  public:
    Session(asio::io_context& io, asio::thread_pool& pool) : deadline_(io), io_(io), pool_(pool) {}

    awaitable<> forgetsToComeBack() {
        co_await asio::post(asio::bind_executor(pool_.get_executor(), use_awaitable));
        deadline_.expires_after(1); // want "'deadline_' belongs to the loop 'io', which the main thread runs, but is used here in the thread 'pool'; hand the call over to the loop"
        co_await asio::post(io_, use_awaitable);
        deadline_.expires_after(2);
    }
    awaitable<> comesBack() {
        deadline_.expires_after(3);
        co_await asio::post(asio::bind_executor(pool_.get_executor(), use_awaitable));
        co_await asio::post(io_, use_awaitable);
        deadline_.expires_after(4);
    }
    awaitable<> neverLeaves() { // the token's own executor is the coroutine's
        co_await asio::post(pool_.get_executor(), use_awaitable);
        deadline_.expires_after(5);
    }
    awaitable<> mayHaveLeft(bool isHeavy) {
        if (isHeavy) co_await asio::post(asio::bind_executor(pool_.get_executor(), use_awaitable));
        deadline_.expires_after(6);
    }
    awaitable<> leavesTheCallerThere() {
        co_await compute();
        deadline_.expires_after(7);
    }

  private:
    awaitable<> compute() { co_await asio::post(asio::bind_executor(pool_.get_executor(), use_awaitable)); }

    asio::steady_timer deadline_;
    asio::io_context& io_;
    asio::thread_pool& pool_;
};

/// Of the project's own: what it awaits decides where it goes on.
struct Job {
    struct promise_type {
        Job get_return_object();
        std::suspend_never initial_suspend();
        std::suspend_never final_suspend() noexcept;
        void return_void();
        void unhandled_exception();
    };
};
struct OnLoop {
    asio::io_context& io;
    bool await_ready();
    void await_suspend(std::coroutine_handle<> waiting) {
        asio::post(io, [waiting] { waiting.resume(); });
    }
    void await_resume();
};

class Archive {
  public:
    Archive() : timer_(io_), worker_([this] { io_.run(); }) {}
    ~Archive() { worker_.join(); }
    Job store() {
        co_await OnLoop{io_};
        timer_.expires_after(8);
    }

  private:
    asio::io_context io_;
    asio::steady_timer timer_;
    std::thread worker_;
};

int main() {
    asio::io_context io;
    asio::thread_pool pool(2);
    Session session(io, pool);
    asio::co_spawn(io, session.forgetsToComeBack(), asio::detached);
    asio::co_spawn(io, session.comesBack(), asio::detached);
    asio::co_spawn(io, session.neverLeaves(), asio::detached);
    asio::co_spawn(io, session.mayHaveLeft(true), asio::detached);
    asio::co_spawn(io, session.leavesTheCallerThere(), asio::detached);
    Archive archive;
    archive.store();
    io.run();
}
