// A function that forwards its callable to a hand-over is one itself, each call to its own loop.
#include <asio.h>
#include <thread.h>

template <class Callable>
void runOn(boost::asio::io_context& io, Callable callable) {
    boost::asio::post(io, callable);
}

int main() {
    boost::asio::io_context first, second;
    boost::asio::steady_timer a(first), b(second);
    a.async_wait([&a](int) { a.cancel(); });
    b.async_wait([&b](int) { b.cancel(); });
    std::thread one([&first] { first.run(); }), two([&second] { second.run(); });
    runOn(first, [&a] { a.expires_after(5); });
    runOn(second, [&b] { b.expires_after(5); });
    one.join();
    two.join();
}
