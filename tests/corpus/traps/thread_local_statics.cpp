// One per thread: each is at home in the thread that made it.
#include <asio.h>
#include <thread.h>

static thread_local boost::asio::io_context loop_of_thread;

static void work() {
    static thread_local boost::asio::steady_timer timer(loop_of_thread);
    timer.async_wait([](int) {});
    loop_of_thread.run();
}

int main() {
    std::thread first(work), second(work);
    first.join();
    second.join();
}
