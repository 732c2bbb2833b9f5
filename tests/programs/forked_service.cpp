// A service owns its loop and is static; another unit makes the process a daemon.
//--- service.h
#include <asio.h>
class Service {
  public:
    Service();
    void run();

  private:
    boost::asio::io_context io_;
    boost::asio::steady_timer timer_;
};
extern Service service;
//--- service.cpp
#include "service.h"
Service service; // want "static 'service.timer_' (boost::asio::basic_waitable_timer) is bound to 'service.io_', but the program forks after that"
Service::Service() : timer_(io_) {}
void Service::run() { io_.run(); }
//--- daemon.cpp
#include <posix.h>
void detach() { daemon(0, 0); } // want note "the child has no use of the loop"
//--- main.cpp
#include "service.h"
void detach();
int main() {
    detach();
    service.run();
}
