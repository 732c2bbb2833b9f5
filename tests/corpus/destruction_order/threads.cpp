// A loop that dies while its thread may still run it.
#include <asio.h>
#include <qt.h>
#include <thread.h>

#include <memory>

namespace asio = boost::asio;

// Let go, then destroyed: no one waits for the thread.
class Detached {
  public:
    void start() {
        thread_ = std::thread([this] { io_.run(); }); // want note "it is run here"
    }
    ~Detached() {
        io_.stop();
        thread_.detach(); // want "the thread that runs the loop 'io_' is let go here, and may still run the loop when it is destroyed; stop the loop and join the thread"
    }

  private:
    asio::io_context io_;
    std::thread thread_;
};

// Let go at once: the destructor does not wait.
class Background {
  public:
    Background() {
        std::thread([this] { io_.run(); }).detach(); // want "the thread that runs the loop 'io_' is let go here"
    }
    ~Background() { io_.stop(); }

  private:
    asio::io_context io_;
};

// Freed first, joined after.
class Early {
  public:
    void start() {
        thread_ = std::thread([this] { io_->run(); });
    }
    void stop() {
        io_->stop();
        io_.reset(); // want "the loop 'io_' is destroyed here while the thread started in 'Early::start' may still run it; stop the loop and join the thread first"
        thread_.join();
    }

  private:
    std::unique_ptr<asio::io_context> io_ = std::make_unique<asio::io_context>();
    std::thread thread_;
};

// The members declared after it die before it: it joins too late.
class Late {
  public:
    Late() : thread_([this] { io_.run(); }) {}

  private:
    std::jthread thread_;
    asio::io_context io_; // want "the loop 'io_' is destroyed here while the thread started in 'Late::Late' may still run it"
};

// A QThread must have ended when it is destroyed.
class Reader {
  public:
    void start() { thread_.start(); }
    ~Reader() { thread_.quit(); }

  private:
    QThread thread_; // want "the thread 'thread_' is destroyed here while it may still run; let it quit and wait for it first"
};

int main() {
    Detached detached;
    detached.start();
    Background background;
    Early early;
    early.start();
    early.stop();
    Late late;
    Reader reader;
    reader.start();
}
