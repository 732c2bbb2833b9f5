// Asio's context may be static: any thread may run it, and what is built on it later is no static.
// So may a static object that the code treats well.
#include <asio.h>

namespace asio = boost::asio;

asio::io_context io;
asio::thread_pool workers{4};
asio::io_context& context() {
    static asio::io_context instance;
    return instance;
}

// Defined after its context, in the same unit; the context is run, and drained, by main.
asio::steady_timer timer{io};

// Built on a context that is made on first use, so that it exists.
asio::steady_timer onFirstUse{context()};

int main() {
    timer.async_wait([](int) {});
    asio::steady_timer local{io};
    io.run();
}
