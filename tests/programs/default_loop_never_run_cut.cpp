// Another unit runs the default loop too: the timer ticks.
//--- ticker.h
#include <uv.h>
struct Ticker {
    uv_timer_t timer;
};
void start(Ticker* ticker);
//--- ticker.cpp
#include "ticker.h"
static void onTick(uv_timer_t*) {}
void start(Ticker* ticker) {
    uv_timer_init(uv_default_loop(), &ticker->timer);
    uv_timer_start(&ticker->timer, onTick, 10, 10);
}
//--- main.cpp
#include "ticker.h"
int main() {
    uv_loop_t loop;
    uv_loop_init(&loop);
    Ticker ticker;
    start(&ticker);
    uv_run(uv_default_loop(), 0);
    return uv_run(&loop, 0);
}
