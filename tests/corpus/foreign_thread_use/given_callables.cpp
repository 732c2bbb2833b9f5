// A function that calls what it is given calls, for each of its callers, what that one gave it.
#include <asio.h>
#include <functional>
#include <thread.h>

namespace asio = boost::asio;

// Nothing to send: the handler is called at once, in whichever thread that is.
inline void send(int size, std::function<void()> done) {
    if (size == 0) done();
}
inline void sendTwice(int size, std::function<void()> done) { send(size, done); }

class Session {
  public:
    void start() {
        runner_ = std::thread([this] { io_.run(); });
        worker_ = std::thread([this] { work(); });
        asio::post(io_, [this] {
            send(0, [this] { timer_.expires_after(10); });
            sendTwice(0, [this] { timer_.expires_after(20); });
        });
    }
    void work() {
        send(1, nullptr);
        sendTwice(1, [] {});
        sendTwice(0, [this] { timer_.cancel(); }); // want "'timer_' belongs to the loop 'io_', which the thread started in 'Session::start' runs, but is used here in the thread started in 'Session::start'; hand the call over to the loop"
    }
    void stop() {
        io_.stop();
        runner_.join();
        worker_.join();
    }

  private:
    asio::io_context io_;
    asio::steady_timer timer_{io_};
    std::thread runner_, worker_;
};

// Called at once where there is an error: what it does without one it does when it is handed over.
class Reader {
  public:
    void start() {
        runner_ = std::thread([this] { io_.run(); });
        asio::post(io_, [this] { timer_.cancel(); });
        read(0, [this](bool isError) {
            if (isError) return;
            timer_.expires_after(10);
        });
    }
    void stop() {
        io_.stop();
        runner_.join();
    }

  private:
    void read(int size, std::function<void(bool)> done) {
        if (size == 0) return done(true);
        asio::post(io_, [done] { done(false); });
    }
    asio::io_context io_;
    asio::steady_timer timer_{io_};
    std::thread runner_;
};

int main() {
    Reader reader;
    reader.start();
    reader.stop();
    Session session;
    session.start();
    session.stop();
}
