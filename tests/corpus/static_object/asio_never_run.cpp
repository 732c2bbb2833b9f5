// A static timer on a context that nobody runs, in a program that runs another: its handler never
// comes.
#include <asio.h>

namespace asio = boost::asio;

asio::io_context idle;
asio::steady_timer heartbeat{idle}; // want "static 'heartbeat' (boost::asio::basic_waitable_timer) is bound to 'idle', but 'idle' is never run, and another loop is; make it a member of an object that lives in main, on the context it runs on"

int main() {
    asio::io_context context;
    heartbeat.async_wait([](int) {});
    context.run(); // want note "the loop that runs"
}
