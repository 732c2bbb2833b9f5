// One thread runs the loop: its handlers take turns without a strand.
#include <asio.h>
#include <thread.h>

class Session {
  public:
    explicit Session(boost::asio::io_context& io) : io_(io), timer_(io) {}
    void start() {
        timer_.async_wait([this](int) { timer_.expires_after(5); });
        boost::asio::post(io_, [this] { timer_.cancel(); });
    }

  private:
    boost::asio::io_context& io_;
    boost::asio::steady_timer timer_;
};

int main() {
    boost::asio::io_context io;
    Session session(io);
    session.start();
    std::thread thread([&io] { io.run(); });
    thread.join();
}
