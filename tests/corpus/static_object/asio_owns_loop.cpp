// A static that owns its loop and what runs on it is coherent.
#include <asio.h>

namespace asio = boost::asio;

class Service {
  public:
    Service() : timer_(io_) {}
    void run() { io_.run(); }

  private:
    asio::io_context io_;
    asio::steady_timer timer_;
};
Service service;

int main() { service.run(); }
