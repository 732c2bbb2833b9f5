// Set-up before the thread starts, and use after it was joined, are in order.
#include <asio.h>
#include <thread.h>

namespace asio = boost::asio;

class Clock {
  public:
    void prepare() { timer_.expires_after(10); }
    void start() {
        thread_ = std::thread([this] { io_.run(); });
    }
    // Handed over: the lambda runs where the loop runs.
    void rearm() {
        asio::post(io_, [this] { timer_.expires_after(10); });
    }
    void stop() {
        io_.stop();
        thread_.join();
    }
    void report() { timer_.cancel(); }

  private:
    asio::io_context io_;
    asio::steady_timer timer_{io_};
    std::thread thread_;
};

// Several threads run the loop: which one a handler is in is not known.
void pool() {
    asio::io_context io;
    asio::steady_timer timer(io);
    std::thread second([&io] { io.run(); });
    timer.async_wait([&timer](int) { timer.cancel(); });
    io.run();
    second.join();
}

// A handler of the loop's own runs where the loop runs, whoever armed it.
void handlers() {
    asio::io_context io;
    asio::steady_timer timer(io);
    timer.async_wait([&timer](int) { timer.expires_after(10); });
    std::thread runner([&io] { io.run(); });
    runner.join();
}

// The loop is made, run and left in one thread: its objects are at home there.
void own() {
    std::thread thread([] {
        asio::io_context io;
        asio::steady_timer timer(io);
        timer.async_wait([](int) {});
        io.run();
    });
    thread.join();
}

// One thread at a time: the loop's thread completes the operations and never touches the timer.
void futures() {
    asio::io_context io;
    std::thread thread([&io] { io.run(); });
    asio::steady_timer timer(io);
    timer.async_wait([](int) {});
    timer.cancel();
    thread.join();
}

// The thread is joined before the loop runs.
void one_after_the_other() {
    asio::io_context io;
    asio::steady_timer timer(io);
    std::thread thread([&timer] { timer.expires_after(10); });
    thread.join();
    io.run();
}

int main() {
    Clock clock;
    clock.prepare();
    clock.start();
    clock.rearm();
    clock.stop();
    clock.report();
    pool();
    handlers();
    own();
    futures();
    one_after_the_other();
}
