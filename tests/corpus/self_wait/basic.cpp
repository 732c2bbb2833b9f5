// A handler of the loop closes the client, which joins the thread that runs the loop.
#include <asio.h>
#include <future>
#include <mutex>
#include <thread>

namespace asio = boost::asio;

class Client {
  public:
    void start() {
        timer_.async_wait([this](int error) { onTimer(error); });
        thread_ = std::thread([this] { io_.run(); });
    }
    void close() {
        io_.stop();
        thread_.join(); // want "'thread_' is joined here in the thread started in 'Client::start', the very thread that is joined; join it from the thread that owns it"
    }

  private:
    void onTimer(int error) {
        if (error) close(); // want note "called from here"
    }
    asio::io_context io_;
    asio::steady_timer timer_{io_};
    std::thread thread_;
};

// The thread is joined with a lock held that its handlers take.
class Bridge {
  public:
    void start() {
        thread_ = std::thread([this] { io_.run(); });
        asio::post(io_, [this] { flush(); });
    }
    void close() {
        std::lock_guard<std::mutex> lock(mutex_); // want note "'mutex_' is locked here"
        io_.stop();
        thread_.join(); // want "'thread_' is joined here while 'mutex_' is held, but the thread started in 'Bridge::start' locks it too; release it before the join"
    }

  private:
    void flush() {
        std::lock_guard<std::mutex> lock(mutex_); // want note "the thread that is joined locks 'mutex_' here"
        ++sent_;
    }
    asio::io_context io_;
    std::mutex mutex_;
    std::thread thread_;
    int sent_ = 0;
};

// A handler posts to its own loop and waits for what it posted.
class Store {
  public:
    void start() {
        timer_.async_wait([this](int) { total_ = count(); });
        thread_ = std::thread([this] { io_.run(); });
    }
    int count() {
        std::promise<int> done;
        asio::post(io_, [this, &done] { done.set_value(total_ + 1); }); // want note "handed over here" // want note "what is waited for happens here"
        return done.get_future().get(); // want "'std::future::get' waits here in the thread started in 'Store::start' for what 'boost::asio::post' handed to the same thread; it can only run when this returns"
    }
    ~Store() { thread_.join(); }

  private:
    asio::io_context io_;
    asio::steady_timer timer_{io_};
    std::thread thread_;
    int total_ = 0;
};

int main() {
    Client client;
    client.start();
    Bridge bridge;
    bridge.start();
    bridge.close();
    Store store;
    store.start();
}
