// The thread is joined by its owner; the handler only stops the loop.
#include <asio.h>
#include <future>
#include <mutex>
#include <thread>

#include <pthread.h>

namespace asio = boost::asio;

class Client {
  public:
    void start() {
        timer_.async_wait([this](int) { io_.stop(); });
        thread_ = std::thread([this] { io_.run(); });
    }
    ~Client() { thread_.join(); }

  private:
    asio::io_context io_;
    asio::steady_timer timer_{io_};
    std::thread thread_;
};

// The function asks which thread it is in; the question may stand one call up.
class Asking {
  public:
    void start() {
        timer_.async_wait([this](int) { close(); });
        thread_ = std::thread([this] { io_.run(); });
    }
    void close() {
        io_.stop();
        if (std::this_thread::get_id() != thread_.get_id()) finish();
    }

  private:
    void finish() { thread_.join(); }
    asio::io_context io_;
    asio::steady_timer timer_{io_};
    std::thread thread_;
};

// The handler says that it is one, and the join is left out.
class Told {
  public:
    void start() {
        timer_.async_wait([this](int) { close(false); });
        thread_ = std::thread([this] { io_.run(); });
    }
    void close(bool wait) {
        io_.stop();
        if (!wait) return;
        thread_.join();
    }

  private:
    asio::io_context io_;
    asio::steady_timer timer_{io_};
    std::thread thread_;
};

// Another thread closes it: the handler starts one.
class Reaped {
  public:
    void start() {
        timer_.async_wait([this](int) { reaper_ = std::thread([this] { close(); }); });
        thread_ = std::thread([this] { io_.run(); });
    }
    void close() {
        io_.stop();
        thread_.join();
    }
    ~Reaped() { reaper_.join(); }

  private:
    asio::io_context io_;
    asio::steady_timer timer_{io_};
    std::thread thread_, reaper_;
};

// Two of a kind: the thread of the one joins that of the other.
class Stage {
  public:
    explicit Stage(Stage* next) : next_(next) {}
    void start() {
        timer_.async_wait([this](int) {
            if (next_) next_->close();
        });
        thread_ = std::thread([this] { io_.run(); });
    }
    void close() {
        io_.stop();
        thread_.join();
    }

  private:
    Stage* next_;
    asio::io_context io_;
    asio::steady_timer timer_{io_};
    std::thread thread_;
};

// The lock is released before the join, or taken only before the thread goes on to run the loop.
class Bridge {
  public:
    void start() {
        thread_ = std::thread([this] {
            {
                std::lock_guard<std::mutex> lock(started_);
                isStarted_ = true;
            }
            io_.run();
        });
        asio::post(io_, [this] { flush(); });
    }
    void close() {
        std::unique_lock<std::mutex> lock(mutex_);
        io_.stop();
        lock.unlock();
        thread_.join();
    }
    void end() {
        std::lock_guard<std::mutex> lock(started_);
        if (isStarted_) thread_.join();
    }

  private:
    void flush() { std::lock_guard<std::mutex> lock(mutex_); }
    asio::io_context io_;
    std::mutex mutex_, started_;
    std::thread thread_;
    bool isStarted_ = false;
};

// Another thread waits for what it posted; the loop itself goes the short way.
class Store {
  public:
    void start() {
        timer_.async_wait([this](int) { total_ = here(); });
        thread_ = std::thread([this] { io_.run(); });
    }
    int here() { return total_ + 1; }
    int count() {
        std::promise<int> done;
        asio::post(io_, [this, &done] { done.set_value(here()); });
        return done.get_future().get();
    }
    ~Store() { thread_.join(); }

  private:
    asio::io_context io_;
    asio::steady_timer timer_{io_};
    std::thread thread_;
    int total_ = 0;
};

// The loop's own thread goes the short way: it knows itself by its id, or by a variable of its own.
class Ledger {
  public:
    void start() {
        timer_.async_wait([this](int) { total_ = sum() + difference(); });
        thread_ = std::thread([this] {
            id_ = pthread_self();
            own_ = this;
            io_.run();
        });
    }
    int sum() {
        const pthread_t here = pthread_self();
        if (pthread_equal(here, id_)) return total_;
        return ask();
    }
    int difference() {
        if (own_ == this) return -total_;
        return ask();
    }
    ~Ledger() { thread_.join(); }

  private:
    int ask() {
        std::promise<int> done;
        asio::post(io_, [this, &done] { done.set_value(total_); });
        return done.get_future().get();
    }
    static thread_local Ledger* own_;
    asio::io_context io_;
    asio::steady_timer timer_{io_};
    pthread_t id_{};
    int total_ = 0;
    std::thread thread_;
};
thread_local Ledger* Ledger::own_ = nullptr;

int main() {
    Ledger ledger;
    ledger.start();
    Client client;
    client.start();
    Asking asking;
    asking.start();
    asking.close();
    Told told;
    told.start();
    told.close(true);
    Reaped reaped;
    reaped.start();
    Stage last(nullptr), first(&last);
    last.start();
    first.start();
    Bridge bridge;
    bridge.start();
    bridge.close();
    bridge.end();
    Store store;
    store.start();
    store.count();
}
