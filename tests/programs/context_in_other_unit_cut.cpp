// The context is made on first use: it is there when the timer's initialiser asks for it.
//--- context.h
#include <asio.h>
boost::asio::io_context& io();
//--- context.cpp
#include "context.h"
boost::asio::io_context& io() {
    static boost::asio::io_context instance;
    return instance;
}
//--- heartbeat.cpp
#include "context.h"
boost::asio::steady_timer heartbeat{io()};
//--- main.cpp
#include "context.h"
int main() { io().run(); }
