// Threads that a loop or a branch starts run as the others do, if they were started.
#include <asio.h>
#include <thread.h>

#include <vector>

namespace asio = boost::asio;

class Watchdog {
  public:
    explicit Watchdog(asio::io_context& io) : timer_(io) {}
    void arm() {
        timer_.async_wait([this](int) { arm(); });
    }
    void kick() { timer_.expires_after(2); } // want "'timer_' belongs to the loop 'io', which the main thread runs, but is used here in the thread started in 'main'"

  private:
    asio::steady_timer timer_;
};
class Lamp {
  public:
    explicit Lamp(asio::io_context& io) : timer_(io) {}
    void arm() {
        timer_.async_wait([this](int) { arm(); });
    }
    void kick() { timer_.expires_after(2); } // want "'timer_' belongs to the loop 'io', which the main thread runs, but is used here in the thread started in 'main'"

  private:
    asio::steady_timer timer_;
};
// Whether this one is used while the loop runs depends on what is not seen to go together.
class Either {
  public:
    explicit Either(asio::io_context& io) : timer_(io) {}
    void arm() {
        timer_.async_wait([this](int) { arm(); });
    }
    void kick() { timer_.expires_after(2); }

  private:
    asio::steady_timer timer_;
};

int main(int argc, char**) {
    asio::io_context io;
    Watchdog dog(io);
    dog.arm();
    Lamp lamp(io);
    lamp.arm();
    std::vector<std::thread> kickers;
    for (int i = 0; i < argc; ++i) kickers.emplace_back([&dog] { dog.kick(); });
    std::thread lighter;
    if (argc > 1) lighter = std::thread([&lamp] { lamp.kick(); });
    io.run();
    for (std::thread& kicker : kickers) kicker.join();
    if (lighter.joinable()) lighter.join();

    asio::io_context second;
    Either either(second);
    either.arm();
    std::thread other;
    if (argc > 2) other = std::thread([&either] { either.kick(); });
    if (argc <= 2) second.run();
    if (other.joinable()) other.join();
}
