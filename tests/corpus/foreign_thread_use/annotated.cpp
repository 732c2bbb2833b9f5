// Code that says where it belongs, with the words of loop/annotations.h.
#include "../../../runtime/include/loop/annotations.h"

#include <asio.h>
#include <thread.h>

namespace asio = boost::asio;

// The loop of its objects is the constructor's argument that is one.
class LOOP_BOUND Session {
  public:
    Session(const char* name, asio::io_context& io);
    void write(const char* text); // its body is in another unit
    const char* name() const;
    LOOP_THREAD_SAFE void wake();
};

class Hub {
  public:
    void start() {
        thread_ = std::thread([this] { io_.run(); });
    }
    void send() {
        session_.write("hello"); // want "'session_' belongs to the loop 'io_', which the thread started in 'Hub::start' runs, but is used here in the main thread; hand the call over to the loop"
        session_.wake();
        session_.name();
        asio::post(io_, [this] { session_.write("from home"); });
    }
    void stop() {
        io_.stop();
        thread_.join();
    }

  private:
    asio::io_context io_;
    Session session_{"hub", io_};
    std::thread thread_;
};

// With no loop to be given, it is the thread that they are made in.
class LOOP_BOUND View {
  public:
    View();
    void paint();
};

// A function that states its loop runs there, though nothing here calls it; what it calls, too.
class Feed {
  public:
    void start() {
        thread_ = std::thread([this] { io_.run(); });
    }
    LOOP_RUNS_ON(io_) void flush();
    void stop() {
        io_.stop();
        thread_.join();
    }
    View* view = nullptr;

  private:
    void drop();
    asio::io_context io_;
    asio::steady_timer timer_{io_};
    std::thread thread_;
};
void Feed::flush() {
    timer_.expires_after(10);
    drop();
}
void Feed::drop() {
    view->paint(); // want "'view' belongs to the main thread but is used here in the thread started in 'Feed::start'; hand the call over to its thread"
}

// A function that says that it hands its callable over.
class LOOP_BOUND Channel {
  public:
    explicit Channel(asio::io_context& io);
    template <class Callback>
    LOOP_HANDS_OVER LOOP_THREAD_SAFE void later(Callback callback);
    LOOP_ASSERTS LOOP_THREAD_SAFE void assert_in_loop() const;
    void close();
};

class Pump {
  public:
    void start() {
        thread_ = std::thread([this] { io_.run(); });
        channel_.later([this] { channel_.close(); });
        channel_.close(); // want "'channel_' belongs to the loop 'io_', which the thread started in 'Pump::start' runs, but is used here in the main thread; hand the call over to the loop"
    }
    void onEvent() {
        channel_.assert_in_loop();
        channel_.close();
    }
    void stop() {
        io_.stop();
        thread_.join();
    }

  private:
    asio::io_context io_;
    Channel channel_{io_};
    std::thread thread_;
};

int main() {
    Hub hub;
    hub.start();
    hub.send();
    hub.stop();
    View view;
    Feed feed;
    feed.view = &view;
    feed.start();
    feed.stop();
    Pump pump;
    pump.start();
    pump.stop();
}
