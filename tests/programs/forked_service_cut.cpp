// The same service in a program that stays one process.
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
Service service;
Service::Service() : timer_(io_) {}
void Service::run() { io_.run(); }
//--- daemon.cpp
void detach() {}
//--- main.cpp
#include "service.h"
void detach();
int main() {
    detach();
    service.run();
}
