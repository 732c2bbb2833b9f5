// The same, but the port is closed before main returns: the order is cut.
//--- port.h
#include <asio.h>
extern boost::asio::io_context context;
void open();
void close();
//--- port.cpp
#include "port.h"
#include <memory>
struct Port {
    Port() : socket(context) {}
    boost::asio::ip::tcp::socket socket;
};
static std::unique_ptr<Port> port;
void open() { port = std::make_unique<Port>(); }
void close() { port.reset(); }
//--- context.cpp
#include "port.h"
boost::asio::io_context context;
//--- main.cpp
#include "port.h"
int main() {
    open();
    context.run();
    close();
}
