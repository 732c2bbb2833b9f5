// Programs on libuv for the guard's tests, by name: each is run in a process of its own.
#include <chrono>
#include <cstdio>
#include <future>
#include <map>
#include <string>
#include <thread>
#include <uv.h>

static uv_timer_t static_timer; // marker: static_timer

static void ignore(uv_timer_t*) {}
static void close_handle(uv_timer_t* timer) {
    uv_close(reinterpret_cast<uv_handle_t*>(timer), nullptr);
}
static void close_async(uv_async_t* async) {
    uv_close(reinterpret_cast<uv_handle_t*>(async), nullptr);
}

// A loop that a thread runs until its async handle is sent to.
class Runner {
  public:
    Runner() {
        uv_loop_init(&loop);
        uv_async_init(&loop, &async_, close_async);
        std::promise<void> started;
        uv_prepare_init(&loop, &prepare_);
        prepare_.data = &started;
        uv_prepare_start(&prepare_, first_turn);
        thread_ = std::thread([this] { uv_run(&loop, UV_RUN_DEFAULT); });
        started.get_future().wait();
    }
    ~Runner() {
        uv_async_send(&async_);
        thread_.join();
        uv_run(&loop, UV_RUN_DEFAULT); // lets handles close
        uv_loop_close(&loop);
    }
    uv_loop_t loop;

  private:
    static void first_turn(uv_prepare_t* prepare) {
        static_cast<std::promise<void>*>(prepare->data)->set_value();
        uv_close(reinterpret_cast<uv_handle_t*>(prepare), nullptr);
    }

    uv_prepare_t prepare_;
    uv_async_t async_;
    std::thread thread_;
};

// --- wrong ---------------------------------------------------------------------------------------

// A timer is made on a loop that another thread is running.
static void wrong_thread() {
    Runner runner;
    uv_timer_init(&runner.loop, &static_timer); // marker: wrong_thread
    uv_close(reinterpret_cast<uv_handle_t*>(&static_timer), nullptr);
}

// Work is queued to a loop that another thread is running.
static void foreign_work() {
    Runner runner;
    uv_work_t work;
    uv_queue_work(&runner.loop, &work, [](uv_work_t*) {}, [](uv_work_t*, int) {}); // marker: work
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
}

// A callback of the running loop arms a timer of the default loop, which nobody runs.
static void never_run_from_callback() {
    uv_timer_init(uv_default_loop(), &static_timer);
    uv_loop_t loop;
    uv_loop_init(&loop);
    uv_timer_t timer;
    uv_timer_init(&loop, &timer);
    const auto arm = [](uv_timer_t* own) {
        uv_timer_start(&static_timer, ignore, 1, 0); // marker: never_run_from_callback
        close_handle(own);
    };
    uv_timer_start(&timer, arm, 1, 0);
    uv_run(&loop, UV_RUN_DEFAULT);
    uv_loop_close(&loop);
}

// --- right ---------------------------------------------------------------------------------------

// uv_async_send() is the thread-safe call.
static void async_send() { Runner runner; }

// The main thread prepares a loop from a callback of its own, then another thread runs it.
static void prepared_loop() {
    static uv_loop_t worker;
    const auto prepare = [](uv_timer_t* own) {
        uv_loop_init(&worker);
        uv_timer_init(&worker, &static_timer);
        uv_timer_start(&static_timer, close_handle, 1, 0);
        close_handle(own);
    };
    uv_timer_t timer;
    uv_timer_init(uv_default_loop(), &timer);
    uv_timer_start(&timer, prepare, 1, 0);
    uv_run(uv_default_loop(), UV_RUN_DEFAULT);
    std::thread([] { uv_run(&worker, UV_RUN_DEFAULT); }).join();
    uv_loop_close(&worker);
}

// A timer of a loop that is not run in the end, but it was stopped.
static void stopped_in_time() {
    uv_timer_init(uv_default_loop(), &static_timer);
    uv_timer_start(&static_timer, ignore, 1, 0);
    uv_timer_stop(&static_timer);
    uv_loop_t loop;
    uv_loop_init(&loop);
    uv_run(&loop, UV_RUN_DEFAULT);
    uv_loop_close(&loop);
}

int main(int argc, char** argv) {
    const std::map<std::string, void (*)()> cases = {
        {"wrong_thread", wrong_thread},
        {"foreign_work", foreign_work},
        {"never_run_from_callback", never_run_from_callback},
        {"async_send", async_send},
        {"prepared_loop", prepared_loop},
        {"stopped_in_time", stopped_in_time}};
    cases.at(argc > 1 ? argv[1] : "")();
    std::puts("done");
}
