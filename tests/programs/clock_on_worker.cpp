// A timer runs on the loop of main; a worker that another unit starts stops it through a third.
//--- clock.h
#include <uv.h>
class Clock {
  public:
    explicit Clock(uv_loop_t* loop);
    void halt();

  private:
    uv_timer_t timer_;
};
//--- clock.cpp
#include "clock.h"
Clock::Clock(uv_loop_t* loop) { uv_timer_init(loop, &timer_); } // want note "'timer_' is bound here"
void Clock::halt() {
    uv_timer_stop(&timer_); // want "'timer_' belongs to the loop 'uv_default_loop', which the main thread runs, but is used here in the thread started in 'startWorker'; hand the call over to the loop"
}
//--- worker.cpp
#include "clock.h"
#include <thread.h>
static void watch(Clock& clock) { clock.halt(); }
void startWorker(Clock& clock) {
    std::thread([&clock] { watch(clock); }).detach(); // want note "the thread is started here"
}
//--- main.cpp
#include "clock.h"
void startWorker(Clock&);
int main() {
    Clock clock(uv_default_loop());
    startWorker(clock);
    uv_run(uv_default_loop(), 0); // want note "the loop 'uv_default_loop' is run here, in the main thread"
}
