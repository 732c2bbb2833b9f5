// A session on the loop of main has a timer on the loop of a service, which another thread runs: the timer's handler is not the session's.
#include <asio.h>
#include <thread.h>

namespace asio = boost::asio;

class Service {
  public:
    static Service& instance() {
        static Service service;
        return service;
    }
    asio::io_context& context() { return context_; }

  private:
    Service() : guard_(context_.get_executor()), thread_([this] { context_.run(); }) {}
    ~Service() {
        context_.stop();
        thread_.join();
    }
    asio::io_context context_;
    asio::executor_work_guard<asio::executor_type> guard_;
    std::thread thread_;
};

class Session {
  public:
    explicit Session(asio::ip::tcp::socket client) : client_(static_cast<asio::ip::tcp::socket&&>(client)), idle_(Service::instance().context()) {}
    void read() {
        client_.async_read_some(nullptr, [this](int) { read(); });
        idle_.async_wait([this](int) { client_.close(); }); // want "'client_' belongs to the loop 'io', which the main thread runs, but is used here in the thread started in 'Service::Service'"
    }

  private:
    asio::ip::tcp::socket client_;
    asio::steady_timer idle_;
};

// Here the timer is of the session's own loop.
class Careful {
  public:
    Careful(asio::io_context& io, asio::ip::tcp::socket client) : client_(static_cast<asio::ip::tcp::socket&&>(client)), idle_(io) {}
    void read() {
        client_.async_read_some(nullptr, [this](int) { read(); });
        idle_.async_wait([this](int) { client_.close(); });
    }

  private:
    asio::ip::tcp::socket client_;
    asio::steady_timer idle_;
};

int main() {
    asio::io_context io;
    asio::acceptor acceptor(io, 1080), careful(io, 1081);
    acceptor.async_accept([](int, asio::ip::tcp::socket client) { (new Session(static_cast<asio::ip::tcp::socket&&>(client)))->read(); });
    careful.async_accept([&io](int, asio::ip::tcp::socket client) { (new Careful(io, static_cast<asio::ip::tcp::socket&&>(client)))->read(); });
    io.run();
}
