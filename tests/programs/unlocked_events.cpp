// Two threads use an event of a base without locks: nothing tells libevent to use any.
//--- pump.h
#include <event.h>
#include <thread.h>
class Pump {
  public:
    void start() {
        event_assign(&tick_, base_, -1, 0, onTick, this); // want note "'tick_' is bound here"
        event_add(&tick_, nullptr);
        thread_ = std::thread([this] { event_base_dispatch(base_); }); // want note "the loop 'base_' is run here, in the thread started in 'Pump::start'"
    }
    void hurry();
    void stop() { thread_.join(); }

  private:
    static void onTick(int, short, void* pump);
    event_base* base_ = event_base_new();
    event tick_;
    std::thread thread_;
};
//--- pump.cpp
#include "pump.h"
void Pump::hurry() { event_add(&tick_, nullptr); } // want "'tick_' belongs to the loop 'base_', which the thread started in 'Pump::start' runs, but is used here in the main thread; hand the call over to the loop"
void Pump::onTick(int, short, void* pump) { event_add(&static_cast<Pump*>(pump)->tick_, nullptr); }
//--- main.cpp
#include "pump.h"
int main() {
    Pump pump;
    pump.start();
    pump.hurry(); // want note "called from here"
    pump.stop();
}
