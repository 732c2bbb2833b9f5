// The after-work callback runs on the loop, only the work callback in the pool.
#include <uv.h>

struct Index {
    uv_work_t work;
    uv_timer_t timer;
};
static Index theIndex;

static void count(uv_work_t*) {}
static void counted(uv_work_t*, int) { uv_timer_stop(&theIndex.timer); }

int main() {
    uv_loop_t* loop = uv_default_loop();
    uv_timer_init(loop, &theIndex.timer);
    uv_queue_work(loop, &theIndex.work, count, counted);
    return uv_run(loop, 0);
}
