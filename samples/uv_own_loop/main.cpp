// uv_default_loop, put right: the ticker is made in main, on the loop that main runs.
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

void start_service(Ticker& ticker) {
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
    Ticker ticker(&loop);
    uv_timer_t worker;
    uv_timer_init(&loop, &worker);
    uv_timer_start(&worker, work, 150, 0);
    start_service(ticker);
    uv_run(&loop, UV_RUN_DEFAULT);
    uv_loop_close(&loop);
    std::puts("service stopped");
}
