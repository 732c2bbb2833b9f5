// A timer is bound, in another unit than its class is used in, to a loop that is declared after it.
//--- parts.h
#include <asio.h>
#include <memory>
struct Parts {
    Parts();
    std::unique_ptr<boost::asio::steady_timer> timer; // want "'timer' is bound to the loop 'io', a member that is destroyed before it; declare 'io' before 'timer'"
    boost::asio::io_context io; // want note "the loop dies here"
};
//--- parts.cpp
#include "parts.h"
Parts::Parts() : timer(std::make_unique<boost::asio::steady_timer>(io)) {} // want note "'timer' is bound here"
//--- main.cpp
#include "parts.h"
int main() {
    Parts parts;
    parts.io.run();
}
