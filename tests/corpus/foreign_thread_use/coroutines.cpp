// A coroutine that nothing has started yet runs where it is awaited or spawned, not where it is made.
#include <asio_coroutines.h>
#include <thread.h>

namespace asio = boost::asio;
using asio::awaitable;
using namespace asio::experimental::awaitable_operators;

class Station {
  public:
    Station() : pause_(io_), reader_([this] { io_.run(); }) {}
    ~Station() {
        io_.stop();
        reader_.join();
    }
    void tune() { asio::co_spawn(io_, listen(1), asio::detached); }
    void tuneLater() {
        auto song = listen(2);
        asio::co_spawn(io_, static_cast<awaitable<>&&>(song), asio::detached);
    }
    void tuneOneOfTwo() { asio::co_spawn(io_, both(), asio::detached); }
    void mute() { asio::co_spawn(other_, silence(), asio::detached); }
    void runOther() { other_.run(); }
    void start() { jingle(); }

  private:
    awaitable<> listen(int seconds) {
        pause_.expires_after(seconds);
        co_return;
    }
    awaitable<> both() { co_await (listen(3) || listen(4)); }

    awaitable<> silence() { co_await volume(0); }
    awaitable<> volume(int level) {
        pause_.expires_after(level); // want "'pause_' belongs to the loop 'io_', which the thread started in 'Station::Station' runs, but is used here in the main thread; hand the call over to the loop"
        co_return;
    }

    /// Starts at once, and ends on its own.
    struct Detached {
        struct promise_type {
            Detached get_return_object();
            std::suspend_never initial_suspend();
            std::suspend_never final_suspend() noexcept;
            void return_void();
            void unhandled_exception();
        };
    };
    Detached jingle() {
        pause_.expires_after(9); // want "'pause_' belongs to the loop 'io_', which the thread started in 'Station::Station' runs, but is used here in the main thread; hand the call over to the loop"
        co_return;
    }

    asio::io_context io_, other_;
    asio::steady_timer pause_;
    std::thread reader_;
};

int main() {
    Station station;
    station.tune();
    station.tuneLater();
    station.tuneOneOfTwo();
    station.mute();
    station.start();
    station.runOther();
}
