// A pointer to a member is called by the thread that calls through it.
#include <asio.h>
#include <thread.h>

namespace asio = boost::asio;

class Console {
  public:
    explicit Console(asio::io_context& io) : io_(io), idle_(io) {}
    void begin() {
        idle_.async_wait([this](int) { idle_.expires_after(5); });
    }
    void read() {
        execute(&Console::reset);
        execute(&Console::resetLater);
    }

  private:
    void execute(void (Console::*command)()) { (this->*command)(); }
    void reset() { idle_.cancel(); } // want "'idle_' belongs to the loop 'io', which the main thread runs, but is used here in the thread started in 'main'"
    void resetLater() {
        asio::post(io_, [this] { idle_.cancel(); });
    }

    asio::io_context& io_;
    asio::steady_timer idle_;
};

int main() {
    asio::io_context io;
    Console console(io);
    console.begin();
    std::thread reader([&console] { console.read(); });
    io.run();
    reader.join();
}
