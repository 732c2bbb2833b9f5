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

/* What is freed only points to the handle: a request of the library, or of one's own. */
typedef struct {
    uv_stream_t* stream;
    char text[80];
} question;

static void on_shutdown(uv_shutdown_t* request, int status) {
    (void)status;
    uv_close((uv_handle_t*)request->handle, on_closed);
    free(request);
}
static void hang_up_all(uv_handle_t** lines, int count) {
    for (int i = 0; i < count; ++i) uv_close(lines[i], on_closed);
    free(lines);
}
static void refuse(question* asked) {
    uv_close((uv_handle_t*)asked->stream, on_closed);
    free(asked);
}
void finish(uv_stream_t* stream, question* asked) {
    uv_shutdown_t* request = calloc(1, sizeof *request);
    uv_shutdown(request, stream, on_shutdown);
    refuse(asked);
    uv_handle_t** lines = calloc(2, sizeof *lines);
    lines[0] = (uv_handle_t*)stream;
    hang_up_all(lines, 1);
}

void answer(uv_loop_t* loop) {
    caller* first = calloc(1, sizeof *first);
    caller* second = calloc(1, sizeof *second);
    uv_timer_init(loop, &first->idle);
    uv_timer_init(loop, &second->idle);
    hang_up(first);
    hang_up_later(second);
}
