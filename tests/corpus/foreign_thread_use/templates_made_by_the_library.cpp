// A class template that nothing but a function of the library builds: its virtual methods are
// called through the base.
#include <asio.h>
#include <thread.h>

#include <memory>

namespace asio = boost::asio;

class Port {
  public:
    virtual ~Port() = default;
    virtual void open() = 0;
    virtual void close() = 0;
};
template <class Clock>
class PortFor final : public Port {
  public:
    explicit PortFor(asio::io_context& io) : clock_(io) {}
    void open() override {
        clock_.async_wait([this](int) { open(); });
    }
    void close() override { clock_.cancel(); } // want "'clock_' belongs to the loop 'io', which the thread started in 'main' runs, but is used here in the main thread"

  private:
    Clock clock_;
};

int main() {
    asio::io_context io;
    std::unique_ptr<Port> port = std::make_unique<PortFor<asio::steady_timer>>(io);
    port->open();
    std::thread runner([&io] { io.run(); });
    port->close();
    runner.join();
}
