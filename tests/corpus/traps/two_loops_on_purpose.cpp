// A test that runs two loops, one after the other and each with its own objects.
#include <asio.h>
#include <thread.h>

static void runs(boost::asio::io_context& io) {
    boost::asio::steady_timer timer(io);
    timer.async_wait([&timer](int) { timer.cancel(); });
    io.run();
}

int main() {
    boost::asio::io_context here, there;
    std::thread thread([&there] { runs(there); });
    runs(here);
    thread.join();
}
