/* The same in C: free() takes the memory at once, the loop lets go of the handles later. */
#include <uv.h>

void free(void*);
void* calloc(unsigned long, unsigned long);

typedef struct {
    uv_timer_t idle;
    char line[80];
} caller;

static void hang_up(caller* it) {
    uv_timer_stop(&it->idle);
    uv_close((uv_handle_t*)&it->idle, 0); // want "'idle' is closed here, which the loop does later, and its memory is freed at once; free it in the close callback"
    free(it); // want note "it is freed here"
}

static void on_closed(uv_handle_t* handle) { free(handle->data); }
static void hang_up_later(caller* it) {
    it->idle.data = it;
    uv_close((uv_handle_t*)&it->idle, on_closed);
}

void answer(uv_loop_t* loop) {
    caller* first = calloc(1, sizeof *first);
    caller* second = calloc(1, sizeof *second);
    uv_timer_init(loop, &first->idle);
    uv_timer_init(loop, &second->idle);
    hang_up(first);
    hang_up_later(second);
}
