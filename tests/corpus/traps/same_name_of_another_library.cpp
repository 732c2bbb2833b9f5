// Names alone mean nothing: this `post`, `Timer` and `EventLoop` are the program's own.
#include <thread.h>

namespace mine {
struct EventLoop {
    void run() {}
};
struct Timer {
    explicit Timer(EventLoop&) {}
    void cancel() {}
    void expires_after(int) {}
};
template <class Callable>
void post(EventLoop&, Callable&&) {}
} // namespace mine

int main() {
    mine::EventLoop loop;
    mine::Timer timer(loop);
    std::thread thread([&loop] { loop.run(); });
    timer.cancel();
    timer.expires_after(5);
    mine::post(loop, [&timer] { timer.cancel(); });
    thread.join();
}
