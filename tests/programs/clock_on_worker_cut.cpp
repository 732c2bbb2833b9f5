// As clock_on_worker, but the worker does not stop the timer: it wakes the loop, which does.
//--- clock.h
#include <uv.h>
class Clock {
  public:
    explicit Clock(uv_loop_t* loop);
    void halt();
    void haltSoon();

  private:
    uv_timer_t timer_;
    uv_async_t stop_;
};
//--- clock.cpp
#include "clock.h"
Clock::Clock(uv_loop_t* loop) {
    uv_timer_init(loop, &timer_);
    stop_.data = this;
    uv_async_init(loop, &stop_, [](uv_async_t* stop) { static_cast<Clock*>(stop->data)->halt(); });
}
void Clock::halt() { uv_timer_stop(&timer_); }
void Clock::haltSoon() { uv_async_send(&stop_); }
//--- worker.cpp
#include "clock.h"
#include <thread.h>
static void watch(Clock& clock) { clock.haltSoon(); }
void startWorker(Clock& clock) {
    std::thread([&clock] { watch(clock); }).detach();
}
//--- main.cpp
#include "clock.h"
void startWorker(Clock&);
int main() {
    Clock clock(uv_default_loop());
    startWorker(clock);
    uv_run(uv_default_loop(), 0);
}
