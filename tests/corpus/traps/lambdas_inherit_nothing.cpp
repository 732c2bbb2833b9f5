// The body of a handed-over lambda runs on the loop, not where it is written.
#include <asio.h>
#include <thread.h>

int main() {
    boost::asio::io_context io;
    boost::asio::steady_timer timer(io);
    timer.async_wait([&timer](int) { timer.cancel(); });
    std::thread thread([&io] { io.run(); });
    boost::asio::post(io, [&timer] { timer.expires_after(5); });
    thread.join();
}
