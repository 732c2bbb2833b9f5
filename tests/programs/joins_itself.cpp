// The server's thread runs its loop; a handler, in another unit, stops the server, which joins it.
//--- server.h
#include <asio.h>
#include <thread.h>
class Server {
  public:
    void start();
    void stop();
    void onQuit();

  private:
    boost::asio::io_context io_;
    std::thread thread_;
};
//--- server.cpp
#include "server.h"
void Server::start() {
    boost::asio::post(io_, [this] { onQuit(); });
    thread_ = std::thread([this] { io_.run(); });
}
void Server::stop() {
    io_.stop();
    thread_.join(); // want "'thread_' is joined here in the thread started in 'Server::start', the very thread that is joined; join it from the thread that owns it"
}
//--- quit.cpp
#include "server.h"
void Server::onQuit() { stop(); } // want note "called from here"
//--- main.cpp
#include "server.h"
int main() {
    Server server;
    server.start();
    server.stop();
}
