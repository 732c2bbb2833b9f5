// As joins_itself, but the handler leaves stopping to main.
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
    thread_.join();
}
//--- quit.cpp
#include "server.h"
void Server::onQuit() {}
//--- main.cpp
#include "server.h"
int main() {
    Server server;
    server.start();
    server.stop();
}
