// The parts of a session take their loops from a pool, one each.
#include <asio.h>
#include <thread>
#include <memory>
#include <vector>

namespace asio = boost::asio;

class Pool {
  public:
    explicit Pool(int size) {
        for (int i = 0; i < size; ++i) loops_.push_back(std::make_unique<asio::io_context>());
    }
    asio::io_context& next() { return *loops_[turn_++ % loops_.size()]; }

  private:
    std::vector<std::unique_ptr<asio::io_context>> loops_;
    unsigned long turn_ = 0;
};

class Session {
  public:
    explicit Session(Pool& pool)
        : tick_(pool.next()), // want note "'tick_' is bound here"
          timer_(pool.next()) {} // want "'tick_' and 'timer_' are bound to different loops: 'Pool::next' yields another one at each call; take the loop once and bind both"
    void start() {
        tick_.async_wait([this](int) { timer_.cancel(); }); // want note "a handler of 'tick_' uses 'timer_' here"
    }

  private:
    asio::steady_timer tick_;
    asio::steady_timer timer_;
};

// No executor: the system's, while the loop's thread uses the timer too.
class Clock {
  public:
    void start() {
        timer_.async_wait([this](int) { timer_.expires_after(10); });
        thread_ = std::thread([this] { io_.run(); });
    }
    void stop() {
        asio::post([this] { timer_.cancel(); }); // want "'boost::asio::post' without an executor runs this in a thread of the system pool, but it uses 'timer_', which belongs to the loop 'io_'; give it the executor"
    }
    ~Clock() { thread_.join(); }

  private:
    asio::io_context io_;
    asio::steady_timer timer_{io_};
    std::thread thread_;
};

int main() {
    Pool pool(2);
    Session session(pool);
    session.start();
    Clock clock;
    clock.start();
    clock.stop();
}
