// One handler serves the loops of two threads: what it is given belongs to the one that runs it.
#include <event.h>
#include <thread.h>

// The main thread's base only ever has gates, the other only guests; both wake up in `onWake`.
struct Visitor {
    event wake;
    event deadline;
    bool isLate;
};

static void onWake(int, short, void* argument) {
    Visitor* visitor = static_cast<Visitor*>(argument);
    if (visitor->isLate) event_del(&visitor->deadline);
}

class House {
  public:
    void open() {
        guests_ = event_base_new();
        thread_ = std::thread([this] { event_base_loop(guests_, 0); });
        gates_ = event_base_new();
        Visitor* gate = new Visitor{};
        event_assign(&gate->wake, gates_, 0, 0, onWake, gate);
        event_base_loop(gates_, 0);
        thread_.join();
    }
    void admit(Visitor* guest) {
        event_assign(&guest->deadline, guests_, -1, 0, onWake, guest);
        event_assign(&guest->wake, guests_, 1, 0, onWake, guest);
    }

  private:
    event_base *guests_ = nullptr, *gates_ = nullptr;
    std::thread thread_;
};

// A machine of states that both threads run: only the main thread's ever gets to `Accepting`.
enum class State { Accepting, Reading, Closing };

class Machine {
  public:
    void run() {
        base_ = event_base_new();
        event_assign(&pause_, base_, -1, 0, onResume, this);
        thread_ = std::thread([this] { step(State::Reading); });
        step(State::Accepting);
        event_base_loop(base_, 0);
        thread_.join();
    }

  private:
    static void onResume(int, short, void*) {}
    void step(State state) {
        switch (state) {
        case State::Accepting:
            event_add(&pause_, nullptr);
            break;
        case State::Reading:
            ++read_;
            break;
        case State::Closing:
            read_ = 0;
            break;
        }
    }
    event_base* base_ = nullptr;
    event pause_;
    int read_ = 0;
    std::thread thread_;
};

int main() {
    Machine machine;
    machine.run();
    House house;
    house.admit(new Visitor{});
    house.open();
}
