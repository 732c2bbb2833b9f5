// A handle whose memory goes while its loop still has it.
#include <uv.h>

class Reminder {
  public:
    explicit Reminder(uv_loop_t* loop) : loop_(loop) {}
    void arm() {
        uv_timer_t timer;
        timer.data = this;
        uv_timer_init(loop_, &timer); // want "'timer' is a local of 'Reminder::arm', but the loop still has it when the function returns; keep it until its close callback"
        uv_timer_start(&timer, [](uv_timer_t*) {}, 100, 0);
    }

  private:
    uv_loop_t* loop_;
};

struct Ping {
    uv_timer_t timer;
};

void drop(Ping* ping) {
    uv_timer_stop(&ping->timer);
    uv_close((uv_handle_t*)&ping->timer, nullptr); // want "'timer' is closed here, which the loop does later, and its memory is freed at once; free it in the close callback"
    delete ping; // want note "it is freed here"
}

// The loop is run before the function returns.
void waitFor(uv_loop_t* loop) {
    uv_timer_t timer;
    uv_timer_init(loop, &timer);
    uv_timer_start(&timer, [](uv_timer_t* t) { uv_close((uv_handle_t*)t, nullptr); }, 100, 0);
    uv_run(loop, 0);
}

// On the heap, and freed when the loop lets go of it.
void later(uv_loop_t* loop) {
    auto* timer = new uv_timer_t;
    uv_timer_init(loop, timer);
    uv_timer_start(
        timer,
        [](uv_timer_t* t) {
            uv_close((uv_handle_t*)t, [](uv_handle_t* h) { delete (uv_timer_t*)h; });
        },
        100, 0);
}

// The loop is a local too, or runs in a function that is called.
void both() {
    uv_loop_t loop;
    uv_loop_init(&loop);
    uv_timer_t timer;
    uv_timer_init(&loop, &timer);
    uv_timer_start(&timer, [](uv_timer_t*) {}, 100, 0);
    waitFor(&loop);
    uv_loop_close(&loop);
}

// Another owner may keep it.
void keep(uv_timer_t*);
void known(uv_loop_t* loop) {
    uv_timer_t timer;
    uv_timer_init(loop, &timer);
    uv_timer_start(&timer, [](uv_timer_t*) {}, 100, 0);
    keep(&timer);
}

// Closed, and the loop gets its turn before the memory goes.
void dropAndRun(uv_loop_t* loop, Ping* ping) {
    uv_close((uv_handle_t*)&ping->timer, nullptr);
    uv_run(loop, 0);
    delete ping;
}

// What is deleted only points to the handle.
struct Question {
    uv_stream_t* stream;
};
void refuse(Question* asked) {
    uv_close((uv_handle_t*)asked->stream, nullptr);
    delete asked;
}
void finish(uv_stream_t* stream) {
    uv_shutdown(new uv_shutdown_t, stream, [](uv_shutdown_t* request, int) {
        uv_close((uv_handle_t*)request->handle, nullptr);
        delete request;
    });
}

int main() {
    uv_loop_t loop;
    uv_loop_init(&loop);
    Reminder reminder(&loop);
    reminder.arm();
    uv_run(&loop, 0);
    return uv_loop_close(&loop);
}
