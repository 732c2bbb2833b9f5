// A class that owns its loop, the thread that runs it, and a timer on it.
#include <asio.h>
#include <thread.h>

namespace asio = boost::asio;

class Clock {
  public:
    void start() {
        timer_.async_wait([this](int) { timer_.cancel(); });
        thread_ = std::thread([this] { io_.run(); }); // want note "the loop 'io_' is run here, in the thread started in 'Clock::start'"
    }
    void rearm() { timer_.expires_after(10); } // want "'timer_' belongs to the loop 'io_', which the thread started in 'Clock::start' runs, but is used here in the main thread; hand the call over to the loop"
    void stop() {
        io_.stop();
        thread_.join();
    }

  private:
    asio::io_context io_;
    asio::steady_timer timer_{io_};
    std::thread thread_;
};

void tick(Clock& clock) { clock.rearm(); } // want note "called from here"

// The other way round: main runs the loop, and a thread that it started touches the timer.
struct Worker {
    asio::steady_timer& timer;
    void work() { timer.cancel(); } // want "'timer' belongs to the loop 'io', which the main thread runs, but is used here in the thread started in 'main'"
};

int main() {
    Clock clock;
    clock.start();
    tick(clock);
    clock.stop();

    asio::io_context io;
    asio::steady_timer timer(io);
    timer.async_wait([&timer](int) { timer.cancel(); });
    Worker worker{timer};
    std::thread thread([&worker] { worker.work(); }); // want note "the thread is started here"
    io.run();
    thread.join();
}
