// What a handler is given belongs to the loop that calls it: accepted sockets, requests, the handle
// itself.
#include <asio.h>
#include <event.h>
#include <thread.h>
#include <uv.h>

#include <map>
#include <memory>
#include <utility>

namespace asio = boost::asio;
using Socket = asio::ip::tcp::socket;

class Guest {
  public:
    explicit Guest(Socket socket) : socket_(std::move(socket)) {}
    void greet() {
        socket_.async_read_some(line_, [this](int) { greet(); });
    }
    void leave() {
        socket_.async_read_some(line_, [](int) {}); // want "'socket_' belongs to the loop 'io', which the main thread runs, but is used here in the thread started in 'main'; hand the call over to the loop"
    }

  private:
    Socket socket_;
    char line_[80];
};

class GuestBook {
  public:
    void enter(int seat, std::shared_ptr<Guest> guest) { guests_[seat] = guest; }
    void expel(int seat) {
        std::shared_ptr<Guest> guest = guests_[seat];
        guests_.erase(seat);
        guest->leave();
    }

  private:
    std::map<int, std::shared_ptr<Guest>> guests_;
};

class Door {
  public:
    Door(asio::io_context& io, GuestBook& book) : acceptor_(io, 4000), book_(book) {}
    void open() {
        acceptor_.async_accept([this](int, Socket socket) {
            auto guest = std::make_shared<Guest>(std::move(socket));
            book_.enter(++seats_, guest);
            guest->greet();
            open();
        });
    }

  private:
    asio::acceptor acceptor_;
    GuestBook& book_;
    int seats_ = 0;
};

// A task is an object with a call operator that is virtual.
struct Task {
    virtual ~Task() = default;
    virtual void operator()() = 0;
};
struct Answer : Task {
    explicit Answer(evhttp_request* request) : request_(request) {}
    void operator()() override {
        evhttp_send_reply(request_, 200, "OK", nullptr); // want "'evhttp_send_reply' may only be called in a thread that runs a loop of 'libevent', but is called here in the thread started in 'serve'"
    }
    evhttp_request* request_;
};

static std::unique_ptr<Task> task;
static void onRequest(evhttp_request* request, void*) { task.reset(new Answer(request)); }
static void work() { (*task)(); }

void serve(event_base* base) {
    evhttp* http = evhttp_new(base);
    evhttp_set_gencb(http, onRequest, nullptr);
    std::thread worker(work);
    event_base_dispatch(base);
    worker.join();
}

// The handler's handle is the one that was started.
static uv_timer_t* ticking;
static void onTick(uv_timer_t* timer) { ticking = timer; }
void tick() {
    uv_loop_t* loop = uv_default_loop();
    uv_timer_t timer;
    uv_timer_init(loop, &timer);
    uv_timer_start(&timer, onTick, 10, 10);
    std::thread silencer([] {
        uv_timer_stop(ticking); // want "'timer' belongs to the loop 'uv_default_loop', which the main thread runs, but is used here in the thread started in 'tick'; hand the call over to the loop"
    });
    uv_run(loop, 0);
    silencer.join();
}

int main() {
    asio::io_context io;
    GuestBook book;
    Door door(io, book);
    door.open();
    std::thread console([&book] { book.expel(1); });
    io.run();
    console.join();
    event_base* base = event_base_new();
    serve(base);
    event_base_free(base);
    tick();
}
