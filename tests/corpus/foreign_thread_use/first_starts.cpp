// What another thread does to an object before anything of it is pending races with nothing: the
// loop's thread comes to the object in its own handlers only.
#include <asio.h>
#include <thread.h>

namespace asio = boost::asio;

// The first start, after the loop's thread was started; stopped while it may be pending.
class Cleaner {
  public:
    void start() {
        thread_ = std::thread([this] { io_.run(); });
        schedule();
    }
    void stop() {
        timer_.cancel(); // want "'timer_' belongs to the loop 'io_', which the thread started in 'Cleaner::start' runs, but is used here in the main thread; hand the call over to the loop"
        io_.stop();
        thread_.join();
    }

  private:
    void schedule() {
        timer_.expires_after(10);
        timer_.async_wait([this](int) { schedule(); });
    }
    asio::io_context io_;
    asio::steady_timer timer_{io_};
    std::thread thread_;
};

// Started twice: the second time the first may be pending. One finding for all uses in a function.
class Twice {
  public:
    void start() {
        thread_ = std::thread([this] { io_.run(); });
        arm();
        timer_.expires_after(20); // want "'timer_' belongs to the loop 'io_', which the thread started in 'Twice::start' runs, but is used here in the main thread; hand the call over to the loop"
        timer_.cancel(); // want note "it is used here too"
    }
    void stop() {
        io_.stop();
        thread_.join();
    }

  private:
    void arm() {
        timer_.async_wait([this](int) { timer_.expires_after(10); });
    }
    asio::io_context io_;
    asio::steady_timer timer_{io_};
    std::thread thread_;
};

// Made here, each time anew: nobody else has it before it is started.
class Tester {
  public:
    void start() {
        thread_ = std::thread([this] { io_.run(); });
        asio::post(io_, [this] { test(); });
        test();
    }
    void stop() {
        io_.stop();
        thread_.join();
    }

  private:
    void test() {
        for (int i = 0; i < 5; ++i) {
            auto* timer = new asio::steady_timer(io_);
            timer->expires_after(i);
            timer->async_wait([this, timer](int) {
                timer->cancel();
                delete timer;
            });
        }
    }
    asio::io_context io_;
    std::thread thread_;
};

// Made here, and touched again after it was started.
class Hasty {
  public:
    void start() {
        thread_ = std::thread([this] { io_.run(); });
        timer_ = new asio::steady_timer(io_);
        timer_->expires_after(10);
        timer_->async_wait([this](int) { timer_->cancel(); });
        timer_->expires_after(20); // want "'timer_' belongs to the loop 'io_', which the thread started in 'Hasty::start' runs, but is used here in the main thread; hand the call over to the loop"
    }
    void stop() {
        io_.stop();
        thread_.join();
        delete timer_;
    }

  private:
    asio::io_context io_;
    asio::steady_timer* timer_ = nullptr;
    std::thread thread_;
};

// The handler is wrapped on the way into the very call that starts the timer.
class Wrapper {
  public:
    void start() {
        thread_ = std::thread([this] { io_.run(); });
        set();
        set();
    }
    void stop() {
        io_.stop();
        thread_.join();
    }

  private:
    void set() {
        auto* timer = new asio::steady_timer(io_);
        timer->async_wait(asio::bind_executor(io_.get_executor(), [timer](int) {
            timer->cancel();
            delete timer;
        }));
    }
    asio::io_context io_;
    std::thread thread_;
};

int main() {
    Wrapper wrapper;
    wrapper.start();
    wrapper.stop();
    Cleaner cleaner;
    cleaner.start();
    cleaner.stop();
    Twice twice;
    twice.start();
    twice.stop();
    Tester tester;
    tester.start();
    tester.stop();
    Hasty hasty;
    hasty.start();
    hasty.stop();
}
