// A timer and its context are statics of two units: which is built first is not defined.
//--- context.h
#include <asio.h>
extern boost::asio::io_context io;
//--- context.cpp
#include "context.h"
boost::asio::io_context io; // want note "the loop"
//--- heartbeat.cpp
#include "context.h"
boost::asio::steady_timer heartbeat{io}; // want "static 'heartbeat' (boost::asio::basic_waitable_timer) is bound to 'io', but 'io' is defined in another unit and may not be built yet"
//--- main.cpp
#include "context.h"
int main() { io.run(); }
