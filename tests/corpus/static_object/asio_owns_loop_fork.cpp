// The same, in a program that becomes another process: the child has no use of the loop that was
// made before.
#include <asio.h>
#include <posix.h>

namespace asio = boost::asio;

class Service {
  public:
    Service() : timer_(io_) {} // want note "bound to the loop here"
    void run() { io_.run(); }

  private:
    asio::io_context io_;
    asio::steady_timer timer_; // want note "'service.timer_' is held here"
};
Service service; // want "static 'service.timer_' (boost::asio::basic_waitable_timer) is bound to 'service.io_', but the program forks after that"

int main() {
    daemon(0, 0); // want note "the child has no use of the loop"
    service.run();
}
