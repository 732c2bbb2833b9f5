// An object that dies after the loop it is bound to: members, locals, statics, what is freed by
// hand.
#include <asio.h>

#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace asio = boost::asio;

// Members die in reverse order.
class Poller {
  public:
    void arm() { timer_ = std::make_unique<asio::steady_timer>(io_); }

  private:
    std::unique_ptr<asio::steady_timer> timer_; // want "'timer_' is bound to the loop 'io_', a member that is destroyed before it; declare 'io_' before 'timer_'"
    asio::io_context io_; // want note "the loop dies here"
};

// What is put into a container is bound too.
class Alarms {
  public:
    void add(int key) { timers_.try_emplace(key, io_); }

  private:
    std::map<int, asio::steady_timer> timers_; // want "'timers_' is bound to the loop 'io_'"
    asio::io_context io_;
};

// The loop is made in a holder, the object inside a member of its own.
class Session {
  public:
    explicit Session(asio::io_context& io) : timer_(io) {}

  private:
    asio::steady_timer timer_;
};
class Server {
  public:
    Server() : io_(std::make_unique<asio::io_context>()) {}
    void accept() { sessions_.push_back(std::make_unique<Session>(*io_)); }

  private:
    std::vector<std::unique_ptr<Session>> sessions_; // want "'sessions_' is bound to the loop 'io_'"
    std::unique_ptr<asio::io_context> io_;
};

void members() {
    Poller poller;
    poller.arm();
    Alarms alarms;
    alarms.add(1);
    Server server;
    server.accept();
}

void locals() {
    std::optional<asio::steady_timer> timer; // want "'timer' is bound to the loop 'io', which is destroyed before it; make 'timer' after the loop, or end its life first"
    asio::io_context io;
    timer.emplace(io);
    io.run();
}

// Freed by hand while a local, or another member, is still bound to it.
class Daemon {
  public:
    void exec() {
        asio::signal_set signals(*io_, 2); // want note "'signals' is bound here"
        io_->run();
        io_.reset(); // want "the loop 'io_' is freed here while 'signals' is still bound to it; end the life of 'signals' first"
    } // want note "'signals' dies here"

  private:
    std::unique_ptr<asio::io_context> io_ = std::make_unique<asio::io_context>();
};

class Client {
  public:
    void drop() {
        io_.reset(); // want "the loop 'io_' is freed here while 'timer_' is still bound to it"
    }

  private:
    std::unique_ptr<asio::io_context> io_ = std::make_unique<asio::io_context>();
    asio::steady_timer timer_{*io_};
};

// In the wrong order.
class Pair {
  public:
    ~Pair() {
        delete io_; // want "the loop 'io_' is freed here while 'timer_' is still bound to it"
        delete timer_;
    }

  private:
    asio::io_context* io_ = new asio::io_context;
    asio::steady_timer* timer_ = new asio::steady_timer(*io_);
};

void byHand() {
    Daemon daemon;
    daemon.exec();
    Client client;
    client.drop();
    Pair pair;
}

// A static outlives the locals of main.
static std::unique_ptr<asio::steady_timer> heartbeat; // want "static 'heartbeat' is bound to the loop 'io', which is destroyed before it; empty 'heartbeat' while the loop is there"

int main() {
    asio::io_context io;
    heartbeat = std::make_unique<asio::steady_timer>(io);
    io.run();
    members();
    locals();
    byHand();
}
