// A local static that takes a parameter's loop keeps the first caller's; the next one may have
// another, and the first may be gone.
#include <asio.h>

namespace asio = boost::asio;

asio::steady_timer& timerOn(asio::io_context& io) {
    static asio::steady_timer timer{io}; // want "static 'timer' (boost::asio::basic_waitable_timer) is bound to 'io', but the loop of the first call may be gone at the next one"
    return timer;
}

// The context is a local of the function: it dies when the function returns.
void once() {
    asio::io_context context;
    static asio::steady_timer timer{context}; // want "but 'context' dies before it"
}

// Both local statics, loop first.
asio::steady_timer& shared() {
    static asio::io_context io;
    static asio::steady_timer timer{io};
    return timer;
}
