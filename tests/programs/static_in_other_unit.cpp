// A static holds a port that is bound to a static loop of another unit, and nothing empties it: who dies first only the linker knows.
//--- port.h
#include <asio.h>
extern boost::asio::io_context context;
void open();
//--- port.cpp
#include "port.h"
#include <memory>
struct Port {
    Port() : socket(context) {} // want note "'socket' is bound here"
    boost::asio::ip::tcp::socket socket;
};
static std::unique_ptr<Port> port; // want "static 'port' is bound to the loop 'context', a static of another unit, which may be destroyed before it; empty 'port' while the loop is there"
void open() { port = std::make_unique<Port>(); }
//--- context.cpp
#include "port.h"
boost::asio::io_context context; // want note "the loop"
//--- main.cpp
#include "port.h"
int main() {
    open();
    context.run();
}
