// A holder with the library's own deleter ends what it holds here and now. Elements that are taken
// out of a container die too, and with them members that belong to a member thread declared first.
#include <folly.h>

#include <map>
#include <memory>

namespace folly {
struct Destructor {
    void operator()(AsyncTimeout*) const;
};
} // namespace folly

class Nudge : public folly::AsyncTimeout {
  public:
    explicit Nudge(folly::EventBase* base) : folly::AsyncTimeout(base) {}
    void timeoutExpired() override {}
};

class Hint : public folly::AsyncTimeout {
  public:
    explicit Hint(folly::EventBase* base) : folly::AsyncTimeout(base) {}
    void timeoutExpired() override {}
};

class Line {
  public:
    Line() {
        io_.getEventBase()->runInEventBaseThreadAndWait(
            [this] { nudge_.reset(new Nudge(io_.getEventBase())); });
    }

  private:
    folly::ScopedEventBaseThread io_;
    std::unique_ptr<Nudge> nudge_;
};

class Switchboard {
  public:
    void add(int number) {
        auto& line = lines_[number];
        if (!line) line = std::make_unique<Line>();
    }
    void hangUp(int number) { lines_.erase(number); } // want "'lines_' belongs to the loop 'io_', which the thread 'io_' runs, but is destroyed here in the main thread; destroy it on the loop"

  private:
    std::map<int, std::unique_ptr<Line>> lines_; // want "'lines_' belongs to the loop 'io_'"
};

// Emptied on the loop before it dies.
class Calm {
  public:
    Calm() {
        io_.getEventBase()->runInEventBaseThreadAndWait(
            [this] { nudge_ = std::make_unique<Hint>(io_.getEventBase()); });
    }
    ~Calm() {
        io_.getEventBase()->runInEventBaseThreadAndWait([this] { nudge_.reset(); });
    }

  private:
    folly::ScopedEventBaseThread io_;
    std::unique_ptr<Hint> nudge_;
};

int main() {
    Switchboard board;
    board.add(1);
    board.hangUp(1);
    Calm calm;
}
