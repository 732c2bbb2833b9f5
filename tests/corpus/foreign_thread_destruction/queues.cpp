// What leaves a queue: only what the queue owns dies with it, and what was moved out lives on.
#include <asio.h>
#include <thread.h>
#include <uv.h>

#include <deque>
#include <map>
#include <memory>
#include <utility>

namespace asio = boost::asio;

// A task points to who wants the answer, and does not own it.
class Asker {
  public:
    explicit Asker(asio::io_context& io) : io_(io), retry_(io) {}
    virtual ~Asker() { retry_.cancel(); }
    void again() {
        retry_.async_wait([this](int) { again(); });
    }
    void answered() {
        asio::post(io_, [this] { again(); });
    }

  private:
    asio::io_context& io_;
    asio::steady_timer retry_;
};
struct Question {
    int number;
    Asker* asker;
};

class Oracle {
  public:
    void ask(int number, Asker* asker) { questions_.push_back({number, asker}); }
    void answer() {
        Question question = std::move(questions_.front());
        questions_.pop_front();
        question.asker->answered();
        questions_.clear();
    }

  private:
    std::deque<Question> questions_;
};

// The deleter hands the handle over to its loop.
class Lamp {
  public:
    explicit Lamp(uv_loop_t* loop) : blink_(new uv_timer_t) { uv_timer_init(loop, blink_); }
    ~Lamp() { uv_timer_stop(blink_); }

  private:
    uv_timer_t* blink_;
};
void runLater(void (*)(void*), void*);

class Shelf {
  public:
    void put(uv_loop_t* loop) {
        lamps_.push_back(std::shared_ptr<Lamp>(new Lamp(loop), [](Lamp* lamp) {
            runLater([](void* it) { delete static_cast<Lamp*>(it); }, lamp);
        }));
    }
    void take() {
        std::shared_ptr<Lamp> lamp = std::move(lamps_.front());
        lamps_.pop_front();
        lamp.reset();
    }

  private:
    std::deque<std::shared_ptr<Lamp>> lamps_;
};

// The map is the only owner: what is erased dies there.
class Lease {
  public:
    explicit Lease(asio::io_context& io) : expiry_(io) {}
    void renew() {
        expiry_.async_wait([this](int) { renew(); });
    }

  private:
    asio::steady_timer expiry_;
};
class Office {
  public:
    explicit Office(asio::io_context& io) : io_(io) {}
    void let(int room) {
        auto lease = std::make_shared<Lease>(io_);
        lease->renew();
        leases_[room] = std::move(lease);
    }
    void end(int room) {
        leases_.erase(room); // want "'leases_' belongs to the loop 'io', which the main thread runs, but is destroyed here in the thread started in 'main'; destroy it on the loop"
    }

  private:
    asio::io_context& io_;
    std::map<int, std::shared_ptr<Lease>> leases_;
};

int main() {
    asio::io_context io;
    Asker asker(io);
    asker.again();
    Oracle oracle;
    oracle.ask(1, &asker);
    Shelf shelf;
    shelf.put(uv_default_loop());
    Office office(io);
    office.let(1);
    std::thread worker([&] {
        oracle.answer();
        shelf.take();
        office.end(1);
    });
    io.run();
    uv_run(uv_default_loop(), 0);
    worker.join();
}
