// Whichever thread of a pool runs it: they are not told apart by an id that is used again.
#include <asio.h>

int main() {
    boost::asio::thread_pool pool(4);
    for (int i = 0; i < 8; ++i)
        boost::asio::post(pool, [] {
            boost::asio::io_context io;
            boost::asio::steady_timer timer(io);
            timer.async_wait([&timer](int) { timer.cancel(); });
            io.run();
        });
    pool.join();
}
