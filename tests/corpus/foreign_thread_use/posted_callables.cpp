// What only keeps a callable does not call it: bound, wrapped and stored ones run where they are handed.
#include <asio.h>
#include <thread.h>

#include <algorithm>
#include <functional>
#include <memory>
#include <vector>

namespace asio = boost::asio;

class Printer : public std::enable_shared_from_this<Printer> {
  public:
    explicit Printer(asio::io_context& io) : io_(io), pause_(io) {}
    void print() { asio::post(io_, std::bind(&Printer::feed, shared_from_this(), 2)); }
    void flush() {
        auto job = std::make_shared<std::function<void()>>([self = shared_from_this()] { self->feed(1); });
        asio::post(io_, [job] { (*job)(); });
    }
    void hurry() {
        const int pages[] = {1, 2};
        std::for_each(pages, pages + 2, [this](int page) {
            pause_.expires_after(page); // want "'pause_' belongs to the loop 'io', which the main thread runs, but is used here in the thread started in 'main'; hand the call over to the loop"
        });
    }

  private:
    void feed(int lines) {
        pause_.expires_after(lines);
        pause_.async_wait([this](int) { feed(1); });
    }
    asio::io_context& io_;
    asio::steady_timer pause_;
};

int main() {
    asio::io_context io;
    auto printer = std::make_shared<Printer>(io);
    printer->print();
    std::thread office([printer] {
        printer->print();
        printer->flush();
        printer->hurry();
    });
    io.run();
    office.join();
}
