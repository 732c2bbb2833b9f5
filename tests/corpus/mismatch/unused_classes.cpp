// A class that this program does not use is given a loop by nobody: it may be any.
#include <asio.h>
#include <memory>

namespace asio = boost::asio;

class Client {
  public:
    void init(asio::io_context* service) { timer_ = std::make_unique<asio::steady_timer>(*service); }
    void start() { timer_->async_wait([](int) {}); }

  private:
    std::unique_ptr<asio::steady_timer> timer_;
};

int main() {
    asio::io_context own;
    own.run();
}
