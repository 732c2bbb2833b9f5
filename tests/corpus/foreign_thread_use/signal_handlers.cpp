// A signal handler interrupts the loop's own thread anywhere: only what is meant for it may be called.
#include <posix.h>
#include <uv.h>

static uv_loop_t loop;
static uv_timer_t timer;
static uv_async_t wake;

static void stopAll(uv_handle_t* handle, void*) { uv_close(handle, nullptr); }
static void onTerminate(int) {
    uv_timer_stop(&timer); // want "'timer' belongs to the loop 'loop', which the main thread runs, but is used here in a signal handler; hand the call over to the loop"
    uv_async_send(&wake);
}
static void onInterrupt(int) {
    uv_walk(&loop, stopAll, nullptr); // want "'loop' belongs to the loop 'loop', which the main thread runs, but is used here in a signal handler; hand the call over to the loop"
}

int main() {
    uv_loop_init(&loop);
    uv_timer_init(&loop, &timer);
    uv_async_init(&loop, &wake, [](uv_async_t*) { uv_walk(&loop, stopAll, nullptr); });
    uv_timer_start(&timer, [](uv_timer_t*) {}, 100, 100);
    signal(15, onTerminate);
    struct sigaction action = {};
    action.sa_handler = onInterrupt;
    sigaction(2, &action, nullptr);
    uv_run(&loop, 0);
    uv_loop_close(&loop);
}
