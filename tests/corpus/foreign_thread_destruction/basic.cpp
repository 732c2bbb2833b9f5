// Destroyed away from home: in holders, by delete, by the end of a scope, through a destructor.
#include <asio.h>
#include <thread.h>
#include <uv.h>

#include <map>
#include <memory>

namespace asio = boost::asio;

// The loop's thread uses the timer; main destroys it meanwhile.
class Watchdog {
  public:
    void start() {
        timer_->async_wait([this](int) { timer_->expires_after(10); });
        thread_ = std::thread([this] { io_.run(); }); // want note "the loop 'io_' is run here"
    }
    void stop() {
        timer_.reset(); // want "'timer_' belongs to the loop 'io_', which the thread started in 'Watchdog::start' runs, but is destroyed here in the main thread; destroy it on the loop"
        io_.stop();
        thread_.join();
    }

  private:
    asio::io_context io_;
    std::unique_ptr<asio::steady_timer> timer_ = std::make_unique<asio::steady_timer>(io_);
    std::thread thread_;
};

// Filled through a reference to the element, in a task; emptied by main, and told once.
class Wheels {
  public:
    void start() {
        auto& slot = wheels_[1];
        asio::post(io_, [this, &slot] {
            slot = std::make_unique<asio::steady_timer>(io_);
            slot->async_wait([&slot](int) { slot->expires_after(10); });
        });
        thread_ = std::thread([this] { io_.run(); });
    }
    void stop() {
        for (auto& [key, wheel] : wheels_) wheel.reset(); // want "'wheel' belongs to the loop 'io_', which the thread started in 'Wheels::start' runs, but is destroyed here in the main thread; destroy it on the loop"
        wheels_.clear();
        io_.stop();
        thread_.join();
    }

  private:
    asio::io_context io_;
    std::map<int, std::unique_ptr<asio::steady_timer>> wheels_;
    std::thread thread_;
};

// It deletes itself, and with it what the loop's thread uses.
class Beacon {
  public:
    explicit Beacon(asio::io_context& io) : light_(io) {}
    void begin() {
        light_.async_wait([this](int) { light_.expires_after(10); });
    }
    void end() { delete this; }

  private:
    asio::steady_timer light_; // want "'light_' belongs to the loop 'io', which the thread started in 'beacons' runs, but is destroyed here in the main thread; destroy it on the loop"
};
void beacons() {
    asio::io_context io;
    auto* beacon = new Beacon(io);
    beacon->begin();
    std::thread runner([&io] { io.run(); });
    beacon->end();
    runner.join();
}

// The destructor closes a handle of a loop that another thread runs.
class Connection {
  public:
    explicit Connection(uv_loop_t* loop) : ping_(new uv_timer_t) {
        uv_timer_init(loop, ping_);
    }
    ~Connection() {
        uv_timer_stop(ping_); // want "'ping_' belongs to the loop 'loop', which the thread started in 'connections' runs, but its owner is destroyed in the main thread; destroy it on the loop"
    }

  private:
    uv_timer_t* ping_;
};

void connections() {
    static uv_loop_t loop;
    uv_loop_init(&loop);
    auto connection = std::make_unique<Connection>(&loop);
    std::thread thread([] { uv_run(&loop, 0); });
    connection.reset();
    thread.join();
}

int main() {
    Watchdog watchdog;
    watchdog.start();
    watchdog.stop();
    Wheels wheels;
    wheels.start();
    wheels.stop();
    connections();
    beacons();
}
