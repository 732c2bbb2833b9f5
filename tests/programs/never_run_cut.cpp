// The same timer, but a third unit hands its context to a function that runs what it is given:
// which loop that is cannot be told from there, so nothing is certain.
//--- heartbeat.h
#include <asio.h>
void startHeartbeat();
boost::asio::io_context& heartbeatContext();
void runAll(boost::asio::io_context& first, boost::asio::io_context& second);
//--- heartbeat.cpp
#include "heartbeat.h"
static boost::asio::io_context idle;
static boost::asio::steady_timer heartbeat{idle};
boost::asio::io_context& heartbeatContext() { return idle; }
void startHeartbeat() { heartbeat.async_wait([](int) {}); }
//--- run.cpp
#include "heartbeat.h"
void runAll(boost::asio::io_context& first, boost::asio::io_context& second) {
    first.run();
    second.run();
}
//--- main.cpp
#include "heartbeat.h"
int main() {
    boost::asio::io_context context;
    startHeartbeat();
    runAll(context, heartbeatContext());
}
