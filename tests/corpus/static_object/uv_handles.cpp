// A libuv handle in static storage is C's way: it is bound when uv_*_init is called, not when it
// is defined. Only a static constructor that calls it is too early.
#include <uv.h>

static uv_loop_t loop;
static uv_timer_t timer;
static uv_timer_t timers[4];
static uv_async_t wakeup;
static struct {
    uv_timer_t timer;
    int count;
} state;

static uv_timer_t judged;
struct Start {
    Start() { uv_timer_init(uv_default_loop(), &judged); } // want note "built here"
};
static Start start; // want "the initializer of 'start' binds a uv_timer_init to 'uv_default_loop()', but uv_default_loop() is never run, and another loop is"

class Ticker {
  public:
    Ticker() { uv_timer_init(uv_default_loop(), &timer_); }

  private:
    uv_timer_t timer_;
};
static Ticker ticker; // want "static 'ticker.timer_' (uv_timer_s) is bound to 'uv_default_loop()', but uv_default_loop() is never run, and another loop is"

int main() {
    uv_loop_init(&loop);
    uv_timer_init(&loop, &timer);
    uv_timer_init(&loop, &timers[0]);
    uv_async_init(&loop, &wakeup, nullptr);
    uv_timer_init(&loop, &state.timer);
    uv_run(&loop, 0);
}
