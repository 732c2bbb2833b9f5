// Two chains of handlers of one session are under way at once, on a loop that several threads run: each must be on the strand.
#include <asio.h>
#include <thread.h>

namespace asio = boost::asio;

class Channel {
  public:
    explicit Channel(asio::io_context& io) : strand_(asio::make_strand(io)), socket_(io), beat_(io) {}
    void start() {
        read();
        schedule();
    }

  private:
    void read() {
        socket_.async_read_some(nullptr, asio::bind_executor(strand_, [this](int) { read(); })); // want note "this one may run at the same time"
    }
    void schedule() {
        beat_.async_wait([this](int) { // want note "this handler is on no strand"
            send();
            schedule();
        });
    }
    void send() { socket_.close(); } // want "'socket_' is used here and in another handler of the loop 'io', which several threads run; put both on one strand"

    asio::strand<asio::executor_type> strand_;
    asio::ip::tcp::socket socket_;
    asio::steady_timer beat_;
};

class OnStrand {
  public:
    explicit OnStrand(asio::io_context& io) : strand_(asio::make_strand(io)), socket_(io), beat_(io) {}
    void start() {
        read();
        schedule();
    }

  private:
    void read() {
        socket_.async_read_some(nullptr, asio::bind_executor(strand_, [this](int) { read(); }));
    }
    void schedule() {
        beat_.async_wait(asio::bind_executor(strand_, [this](int) { socket_.close(); }));
    }

    asio::strand<asio::executor_type> strand_;
    asio::ip::tcp::socket socket_;
    asio::steady_timer beat_;
};

// One chain only: the timer waits until the read is done.
class Sequential {
  public:
    explicit Sequential(asio::io_context& io) : socket_(io), pause_(io) {}
    void start() { read(); }

  private:
    void read() {
        socket_.async_read_some(nullptr, [this](int) { wait(); });
    }
    void wait() {
        pause_.async_wait([this](int) { read(); });
    }

    asio::ip::tcp::socket socket_;
    asio::steady_timer pause_;
};

// Its objects are bound to what it was given, which may be a strand.
class Given {
  public:
    explicit Given(asio::any_io_executor executor) : watch_(executor), beat_(executor) {}
    void start() {
        watch_.async_wait([this](int) { watch_.cancel(); });
        beat_.async_wait([this](int) { watch_.cancel(); });
    }

  private:
    asio::steady_timer watch_, beat_;
};

// One or the other.
class Either {
  public:
    explicit Either(asio::io_context& io) : socket_(io), beat_(io) {}
    void start(bool reads) {
        if (reads)
            socket_.async_read_some(nullptr, [this](int) { socket_.close(); });
        else
            beat_.async_wait([this](int) { socket_.close(); });
    }

  private:
    asio::ip::tcp::socket socket_;
    asio::steady_timer beat_;
};

int main() {
    asio::io_context io;
    for (int i = 0; i < 8; ++i) {
        (new Channel(io))->start();
        (new OnStrand(io))->start();
        (new Sequential(io))->start();
        (new Given(asio::any_io_executor(io.get_executor())))->start();
        (new Either(io))->start(i > 2);
    }
    std::thread second([&io] { io.run(); });
    io.run();
    second.join();
}
