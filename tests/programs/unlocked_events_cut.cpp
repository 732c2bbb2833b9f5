// The same, but main tells libevent to use locks before any base is made.
//--- pump.h
#include <event.h>
#include <thread.h>
class Pump {
  public:
    void start() {
        event_assign(&tick_, base_, -1, 0, onTick, this);
        event_add(&tick_, nullptr);
        thread_ = std::thread([this] { event_base_dispatch(base_); });
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
void Pump::hurry() { event_add(&tick_, nullptr); }
void Pump::onTick(int, short, void* pump) { event_add(&static_cast<Pump*>(pump)->tick_, nullptr); }
//--- main.cpp
#include "pump.h"
int main() {
    evthread_use_pthreads();
    Pump pump;
    pump.start();
    pump.hurry();
    pump.stop();
}
