// The timer's unit does not know what main runs; the program does.
//--- heartbeat.h
#include <asio.h>
void startHeartbeat();
//--- heartbeat.cpp
#include "heartbeat.h"
static boost::asio::io_context idle;
static boost::asio::steady_timer heartbeat{idle}; // want "static 'heartbeat' (boost::asio::basic_waitable_timer) is bound to 'idle', but 'idle' is never run, and another loop is"
void startHeartbeat() { heartbeat.async_wait([](int) {}); }
//--- main.cpp
#include "heartbeat.h"
int main() {
    boost::asio::io_context context;
    startHeartbeat();
    context.run(); // want note "the loop that runs"
}
