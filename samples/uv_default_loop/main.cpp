// The article's bug on plain libuv: a global ticker puts its timer on the default loop, but main
// makes and runs a loop of its own. The tick never comes.
#include <cstdio>
#include <uv.h>

class Ticker {
  public:
    explicit Ticker(uv_loop_t* loop) { uv_timer_init(loop, &timer_); }

    void start() { uv_timer_start(&timer_, &Ticker::tick, 50, 0); }

  private:
    static void tick(uv_timer_t* timer) {
        std::puts("tick");
        uv_close(reinterpret_cast<uv_handle_t*>(timer), nullptr);
    }

    uv_timer_t timer_;
};

// !!! Create the ticker !!!
Ticker ticker(uv_default_loop());

void start_service() {
    std::puts("service started");
    ticker.start();
}

void work(uv_timer_t* timer) {
    std::puts("work done");
    uv_close(reinterpret_cast<uv_handle_t*>(timer), nullptr);
}

int main() {
    uv_loop_t loop;
    uv_loop_init(&loop);
    uv_timer_t worker;
    uv_timer_init(&loop, &worker);
    uv_timer_start(&worker, work, 150, 0);
    // !!! Do something asynchronous !!!
    start_service();
    uv_run(&loop, UV_RUN_DEFAULT);
    uv_loop_close(&loop);
    std::puts("service stopped");
}
