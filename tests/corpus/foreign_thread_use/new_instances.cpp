// Many sessions: what another thread does to a new one, which nothing was started on yet, races
// with no handler of those before it.
#include <asio.h>
#include <memory>
#include <thread.h>

namespace asio = boost::asio;

class Session {
  public:
    explicit Session(asio::io_context& io) : timer_(io) {}
    void start() {
        timer_.expires_after(10);
        timer_.async_wait([this](int) { start(); });
    }
    void stop() {
        timer_.cancel(); // want "'timer_' belongs to the loop 'io_', which the thread started in 'Client::start' runs, but is used here in the main thread; hand the call over to the loop"
    }
    asio::steady_timer& timer() { return timer_; }

  private:
    asio::steady_timer timer_;
};

class Client {
  public:
    void start() {
        thread_ = std::thread([this] { io_.run(); });
    }
    std::shared_ptr<Session> make() { return std::make_shared<Session>(io_); }
    void connect() {
        std::shared_ptr<Session> session = make();
        session->timer().expires_after(20);
        session->start();
        last_ = session;
    }
    void disconnect() { last_->stop(); }
    void stop() {
        io_.stop();
        thread_.join();
    }

  private:
    asio::io_context io_;
    std::shared_ptr<Session> last_;
    std::thread thread_;
};

int main(int count, char**) {
    Client client;
    client.start();
    for (int i = 0; i < count; ++i) client.connect();
    client.disconnect();
    client.stop();
}
