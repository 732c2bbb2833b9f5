// What dies before its loop, or is bound to another one.
#include <asio.h>

#include <map>
#include <memory>
#include <optional>
#include <utility>

namespace asio = boost::asio;

class Poller {
  public:
    void arm() { timer_ = std::make_unique<asio::steady_timer>(io_); }

  private:
    asio::io_context io_;
    std::unique_ptr<asio::steady_timer> timer_;
};

// Declared before another loop than its own.
class TwoLoops {
  public:
    TwoLoops() : guard_(output_.get_executor()) {}

  private:
    asio::io_context output_;
    asio::executor_work_guard<asio::executor_type> guard_;
    asio::io_context input_;
};

// Declared before the loop, but emptied by the destructor, or by a function that is called first.
class Emptied {
  public:
    void arm() { timer_.emplace(io_); }
    ~Emptied() { timer_.reset(); }

  private:
    std::optional<asio::steady_timer> timer_;
    asio::io_context io_;
};
class Stopped {
  public:
    void add(int key) { timers_.try_emplace(key, io_); }
    void stop() { timers_.clear(); }

  private:
    std::map<int, asio::steady_timer> timers_;
    asio::io_context io_;
};

// The loop of the objects in the container comes from outside.
class Guest {
  public:
    explicit Guest(asio::io_context& io) : timer_(io) {}

  private:
    asio::steady_timer timer_;
    asio::io_context own_;
};

// In the right order by hand.
class Daemon {
  public:
    void exec() {
        {
            asio::signal_set signals(*io_, 2);
            io_->run();
        }
        timer_.reset();
        io_.reset();
    }

  private:
    std::unique_ptr<asio::io_context> io_ = std::make_unique<asio::io_context>();
    std::unique_ptr<asio::steady_timer> timer_ = std::make_unique<asio::steady_timer>(*io_);
};

// Made again in each round.
void rounds(int count) {
    for (int i = 0; i < count; ++i) {
        auto io = std::make_unique<asio::io_context>();
        auto timer = std::make_unique<asio::steady_timer>(*io);
        io->run();
        timer.reset();
        io.reset();
    }
}

// Handed on: the loop does not die here.
std::unique_ptr<asio::io_context> make() {
    std::optional<asio::steady_timer> timer;
    auto io = std::make_unique<asio::io_context>();
    timer.emplace(*io);
    return io;
}

// The static is emptied before the loop dies.
static std::unique_ptr<asio::steady_timer> heartbeat;

int main() {
    asio::io_context io;
    heartbeat = std::make_unique<asio::steady_timer>(io);
    io.run();
    heartbeat.reset();
    Poller poller;
    poller.arm();
    TwoLoops two;
    Emptied emptied;
    emptied.arm();
    Stopped stopped;
    stopped.add(1);
    stopped.stop();
    Guest guest(io);
    Daemon daemon;
    daemon.exec();
    rounds(3);
    make();
}
