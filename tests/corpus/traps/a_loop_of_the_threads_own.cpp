// Made, run and used in one thread: at home there, whoever started the thread.
#include <thread.h>
#include <uv.h>

static void tick(uv_timer_t* timer) { uv_timer_start(timer, nullptr, 1, 0); }

static void work() {
    uv_loop_t loop;
    uv_timer_t timer;
    uv_loop_init(&loop);
    uv_timer_init(&loop, &timer);
    uv_timer_start(&timer, tick, 1, 0);
    uv_run(&loop, 0);
    uv_loop_close(&loop);
}

int main() {
    std::thread first(work), second(work);
    first.join();
    second.join();
}
