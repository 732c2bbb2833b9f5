// The session takes its loop once; a bridge between two loops keeps each part to its own.
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
    asio::io_context& first() { return *loops_[0]; }

  private:
    std::vector<std::unique_ptr<asio::io_context>> loops_;
    unsigned long turn_ = 0;
};

class Session {
  public:
    explicit Session(Pool& pool) : Session(pool.next()) {}
    void start() {
        tick_.async_wait([this](int) { timer_.cancel(); });
    }

  private:
    explicit Session(asio::io_context& io) : tick_(io), timer_(io) {}
    asio::steady_timer tick_;
    asio::steady_timer timer_;
};

class Bridge {
  public:
    explicit Bridge(Pool& pool) : left_(pool.next()), right_(pool.next()) {}
    void start() {
        left_.async_wait([this](int) { left_.cancel(); });
        right_.async_wait([this](int) { right_.cancel(); });
    }

  private:
    asio::steady_timer left_, right_;
};

class Single {
  public:
    explicit Single(Pool& pool) : tick_(pool.first()), timer_(pool.first()) {}
    void start() {
        tick_.async_wait([this](int) { timer_.cancel(); });
    }

  private:
    asio::steady_timer tick_;
    asio::steady_timer timer_;
};

// Work that touches no loop may run in the system's pool.
class Clock {
  public:
    void start() {
        timer_.async_wait([this](int) { timer_.expires_after(10); });
        thread_ = std::thread([this] { io_.run(); });
    }
    void sum() {
        asio::post([this] { ++sum_; });
    }
    ~Clock() { thread_.join(); }

  private:
    asio::io_context io_;
    asio::steady_timer timer_{io_};
    std::thread thread_;
    int sum_ = 0;
};

int main() {
    Pool pool(2);
    Session session(pool);
    session.start();
    Bridge bridge(pool);
    bridge.start();
    Single single(pool);
    single.start();
    Clock clock;
    clock.start();
    clock.sum();
}
