// Threads that are joined by others, let go, handed on, or never destroyed.
#include <asio.h>
#include <thread.h>

#include <utility>
#include <vector>

namespace asio = boost::asio;

static void joinAll(std::vector<std::thread>& threads) {
    for (std::thread& thread : threads) thread.join();
}
static void finish(std::thread& thread) { thread.join(); }

class JoinedByAnother {
  public:
    void start() {
        thread_ = std::thread([this] { io_.run(); });
    }
    void stop() { finish(thread_); }

  private:
    asio::io_context io_;
    std::thread thread_;
};

class HandedOn {
  public:
    std::thread start() {
        thread_ = std::thread([this] { io_.run(); });
        return std::move(thread_);
    }

  private:
    asio::io_context io_;
    std::thread thread_;
};

/// Its code is elsewhere: it may join.
class Unseen {
  public:
    void start() {
        thread_ = std::thread([this] { io_.run(); });
    }
    void stop();

  private:
    asio::io_context io_;
    std::thread thread_;
};

/// Lives as long as the process: its thread ends with it.
class Leaked {
  public:
    Leaked() : thread_([this] { io_.run(); }) {}

  private:
    asio::io_context io_;
    std::thread thread_;
};

/// No loop: not what this is about.
class Counter {
  public:
    Counter() : thread_([this] { ++count_; }) {}
    ~Counter() { finish(thread_); }

  private:
    int count_ = 0;
    std::thread thread_;
};

int main() {
    asio::io_context io;
    std::vector<std::thread> pool;
    pool.emplace_back([&io] { io.run(); });
    std::thread own([&io] { io.run(); });
    pool.push_back(std::move(own));
    std::thread free([&io] { io.run(); });
    free.detach();
    JoinedByAnother other;
    other.start();
    other.stop();
    HandedOn handed;
    pool.push_back(handed.start());
    Unseen unseen;
    unseen.start();
    new Leaked;
    Counter counter;
    joinAll(pool);
}
