// A timer that is built apart and then put into a map, and touched there by two threads.
#include <asio.h>
#include <map>
#include <thread>

namespace asio = boost::asio;

class Clock {
  public:
    void start() { runner_ = std::thread([this] { context_.run(); }); }
    void schedule(int id) {
        auto slot = timers_.emplace(id, asio::steady_timer{context_});
        slot.first->second.expires_after(id); // want "'timers_' belongs to the loop 'context_', which the thread started in 'Clock::start' runs, but is used here in the main thread"
    }
    void cancel(int id) {
        asio::post(context_, [this, id] { timers_.find(id)->second.cancel(); });
    }
    ~Clock() { runner_.join(); }

  private:
    asio::io_context context_;
    std::map<int, asio::steady_timer> timers_;
    std::thread runner_;
};

// Here the loop's thread puts it in.
class Posting {
  public:
    void start() { runner_ = std::thread([this] { context_.run(); }); }
    void schedule(int id) {
        asio::post(context_, [this, id] {
            auto slot = timers_.emplace(id, asio::steady_timer{context_});
            slot.first->second.expires_after(id);
        });
    }
    ~Posting() { runner_.join(); }

  private:
    asio::io_context context_;
    std::map<int, asio::steady_timer> timers_;
    std::thread runner_;
};

int main() {
    Clock clock;
    Posting posting;
    clock.start();
    posting.start();
    clock.schedule(1);
    clock.cancel(1);
    posting.schedule(2);
}
