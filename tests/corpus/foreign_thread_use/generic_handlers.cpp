// A generic lambda is a handler like any other, though only the library knows what it is called with.
#include <asio.h>
#include <thread.h>

namespace asio = boost::asio;

class Media {
  public:
    asio::io_context control, data;
    asio::ip::tcp::socket socket{data};
    asio::steady_timer stats{control};

    void receive() {
        socket.async_read_some(nullptr, [this](auto error) {
            if (!error) receive();
        });
    }
    void tick() {
        stats.async_wait([this](auto error) {
            if (error) return;
            socket.async_read_some(nullptr, [](auto) {}); // want "'socket' belongs to the loop 'data', which the thread started in 'main' runs, but is used here in the main thread"
            asio::post(data, [this] { socket.async_read_some(nullptr, [](auto) {}); });
            again(error);
        });
    }

  private:
    void again(int error);
};

// What it hands over runs there.
class HandsOver {
  public:
    explicit HandsOver(asio::io_context& io) : timer_(io) {}
    void start(asio::io_context& other) {
        timer_.async_wait([this](auto) { timer_.expires_after(1); });
        asio::post(other, [this](auto... all) {
            (void)sizeof...(all);
            asio::post(timer_.get_executor(), [this](auto... none) { timer_.cancel(); });
        });
    }

  private:
    asio::steady_timer timer_;
};

int main() {
    Media media;
    HandsOver over(media.control);
    media.receive();
    media.tick();
    over.start(media.data);
    std::thread second([&media] { media.data.run(); });
    media.control.run();
    second.join();
}
