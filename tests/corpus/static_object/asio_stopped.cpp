// Stopped with an operation pending: the handler is destroyed with the context, after main, when
// the statics that it uses may be gone.
#include <asio.h>

namespace asio = boost::asio;

asio::io_context io;
asio::steady_timer timer{io}; // want "an operation may be pending on it when 'io' is stopped and both are destroyed after main"

// No operation is ever started on this one.
asio::steady_timer unused{io};

void onSignal() { io.stop(); }

int main() {
    timer.async_wait([](int) {}); // want note "the operation starts here"
    io.run();
}
