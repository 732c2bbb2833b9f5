// The library binds its timer to the default loop; the program, in another unit, runs its own.
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
    uv_timer_init(uv_default_loop(), &ticker->timer); // want "'timer' is bound to 'uv_default_loop', which the program never runs; bind it to the loop that is run"
    uv_timer_start(&ticker->timer, onTick, 10, 10); // want note "work is started on it here"
}
//--- main.cpp
#include "ticker.h"
int main() {
    uv_loop_t loop;
    uv_loop_init(&loop);
    Ticker ticker;
    start(&ticker);
    return uv_run(&loop, 0); // want note "the loop that is run"
}
