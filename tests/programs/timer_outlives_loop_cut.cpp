// As timer_outlives_loop, but the constructor binds the timer to a loop that lives longer.
//--- parts.h
#include <asio.h>
#include <memory>
struct Parts {
    explicit Parts(boost::asio::io_context& outer);
    std::unique_ptr<boost::asio::steady_timer> timer;
    boost::asio::io_context io;
};
//--- parts.cpp
#include "parts.h"
Parts::Parts(boost::asio::io_context& outer)
    : timer(std::make_unique<boost::asio::steady_timer>(outer)) {}
//--- main.cpp
#include "parts.h"
int main() {
    boost::asio::io_context outer;
    Parts parts(outer);
    parts.io.run();
    outer.run();
}
