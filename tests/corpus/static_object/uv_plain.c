/* C: statics are the rule, and nothing runs before main. */
#include <uv.h>

static uv_loop_t *loop;
static uv_timer_t timer;
uv_async_t async;

static void tick(uv_timer_t *handle) { (void)handle; }

int main(void) {
    static uv_timer_t local;
    loop = uv_default_loop();
    uv_timer_init(loop, &timer);
    uv_timer_init(loop, &local);
    uv_async_init(loop, &async, 0);
    uv_timer_start(&timer, tick, 0, 100);
    return uv_run(loop, 0);
}
