// Two threads run one loop: handlers that were handed to it independently run at the same time.
#include <asio.h>
#include <thread.h>

namespace asio = boost::asio;

class Hub {
  public:
    explicit Hub(asio::io_context& io) : io_(io), timer_(io) {}
    void listen() {
        timer_.async_wait([this](int) { timer_.expires_after(5); }); // want "'timer_' is used here and in another handler of the loop 'io', which several threads run; put both on one strand"
    }
    void poke() {
        asio::post(io_, [this] { timer_.cancel(); }); // want note "the other handler uses it here"
    }

  private:
    asio::io_context& io_;
    asio::steady_timer timer_;
};

// On a strand they take turns.
class Quiet {
  public:
    explicit Quiet(asio::io_context& io) : strand_(asio::make_strand(io)), timer_(io) {}
    void listen() {
        timer_.async_wait(asio::bind_executor(strand_, [this](int) { timer_.expires_after(5); }));
    }
    void poke() {
        asio::post(strand_, [this] { timer_.cancel(); });
    }

  private:
    asio::strand<asio::executor_type> strand_;
    asio::steady_timer timer_;
};

int main() {
    asio::io_context io;
    Hub hub(io);
    Quiet quiet(io);
    hub.listen();
    hub.poke();
    quiet.listen();
    quiet.poke();
    std::thread second([&io] { io.run(); });
    io.run();
    second.join();
}
