// Within a unit statics are built from top to bottom: here the timer is built on raw memory.
#include <asio.h>

namespace asio = boost::asio;

extern asio::io_context io;
asio::steady_timer timer{io}; // want "static 'timer' (boost::asio::basic_waitable_timer) is bound to 'io', but 'io' is built after it"
asio::io_context io; // want note "the loop"

struct Server {
    static asio::signal_set signals;
    static asio::io_context context;
};
asio::signal_set Server::signals{Server::context, 2}; // want "but 'context' is built after it"
asio::io_context Server::context;

int main() {
    io.run();
    Server::context.run();
}
