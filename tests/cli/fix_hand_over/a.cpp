namespace asio {
class executor_type {};
class io_context {
  public:
    io_context();
    ~io_context();
    unsigned long run();
    void stop();
    executor_type get_executor();
};
template <class Clock>
class basic_waitable_timer {
  public:
    explicit basic_waitable_timer(io_context&);
    ~basic_waitable_timer();
    void expires_after(int);
    template <class Handler>
    void async_wait(Handler&&) {}
    executor_type get_executor();
};
struct steady_clock {};
using steady_timer = basic_waitable_timer<steady_clock>;
template <class Executor, class Handler>
void post(Executor&&, Handler&&) {}
} // namespace asio
namespace std {
class thread {
  public:
    thread() = default;
    template <class Callable>
    explicit thread(Callable&&) {}
    thread(thread&&);
    thread& operator=(thread&&);
    ~thread();
    void join();
};
} // namespace std

class Clock {
  public:
    void start() {
        timer_.async_wait([this](int) { timer_.expires_after(5); });
        thread_ = std::thread([this] { io_.run(); });
    }
    void rearm(int seconds) {
        timer_.expires_after(seconds);
        timer_.async_wait([this](int) { start(); });
        count_ += 1;
    }
    void stop() {
        io_.stop();
        thread_.join();
    }

  private:
    asio::io_context io_;
    asio::steady_timer timer_{io_};
    std::thread thread_;
    int count_ = 0;
};

int main() {
    Clock clock;
    clock.start();
    clock.rearm(10);
    clock.stop();
}
