// Programs for the Asio guard's tests; included once per packaging of Asio, which is `asio` here.
#include <chrono>
#include <cstdio>
#include <functional>
#include <future>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

using namespace std::chrono_literals;

static asio::io_context static_context;
static asio::steady_timer static_timer(static_context); // marker: static_timer

static void ignore(const error_code&) {}

// --- wrong ---------------------------------------------------------------------------------------

// Runs a context on a thread of its own, which has run a handler when this is constructed.
class Worker {
  public:
    explicit Worker(asio::io_context& context)
        : context_(context), work_(asio::make_work_guard(context)) {
        std::promise<void> ran;
        asio::post(context_, [&] { ran.set_value(); });
        thread_ = std::thread([this] { context_.run(); });
        ran.get_future().wait();
    }
    ~Worker() {
        context_.stop();
        thread_.join();
    }

  private:
    asio::io_context& context_;
    asio::executor_work_guard<asio::io_context::executor_type> work_;
    std::thread thread_;
};

// A timer of a context that a worker runs is waited for in a handler of another context.
static void foreign_use() {
    const Worker worker(static_context);
    asio::io_context other;
    asio::post(other, [] {
        static_timer.expires_after(1ms);
        try {
            static_timer.async_wait(ignore); // marker: foreign_use
            std::puts("started");
        } catch (const std::logic_error& error) {
            std::printf("caught %s\n", error.what());
        }
    });
    other.run();
}

// A timer with a wait under way on a worker is cancelled in a handler of another context.
static void foreign_cancel() {
    asio::io_context own, other;
    asio::steady_timer timer(own, 10s);
    timer.async_wait(ignore);
    const Worker worker(own);
    asio::post(other, [&] {
        timer.cancel(); // marker: foreign_cancel
    });
    other.run();
}

// A context that nobody runs dies with an operation waiting on it, while another one was run.
static void dropped_with_context() {
    asio::io_context never_run;
    asio::system_timer timer(never_run, 1ms);
    timer.async_wait(ignore); // marker: dropped_with_context
    asio::io_context other;
    asio::post(other, [] {});
    other.run();
}

// The wait is started in a handler of the context that runs; the timer's own never does.
static void never_run_from_handler() {
    asio::io_context other;
    asio::post(other, [] {
        static_timer.expires_after(1ms);
        static_timer.async_wait(ignore); // marker: never_run_from_handler
    });
    other.run();
}

// --- right ---------------------------------------------------------------------------------------

// An acceptor's context starts the first operation of an object that belongs to a worker's context.
static void hand_over() {
    asio::io_context own, other;
    std::promise<void> fired;
    const auto timer = std::make_unique<asio::steady_timer>(own, 1ms);
    const Worker worker(own);
    asio::post(other, [&] { timer->async_wait([&](const error_code&) { fired.set_value(); }); });
    other.run();
    fired.get_future().wait();
}

// A worker's context that only waits for something far away, and is stopped in time.
static void stopped_worker() {
    asio::io_context worker, server;
    asio::steady_timer timer(worker, 10min);
    timer.async_wait(ignore);
    std::thread thread([&] { worker.run(); });
    asio::post(server, [] {});
    server.run();
    worker.stop();
    thread.join();
}

// The same worker, which still runs when the guard looks at it at the program's end.
static void worker_at_exit() {
    static asio::io_context worker;
    static asio::steady_timer timer(worker, 10min);
    static std::thread thread;
    timer.async_wait(ignore);
    thread = std::thread([] { worker.run(); });
    std::atexit([] {
        worker.stop();
        thread.join();
    });
    asio::io_context server;
    asio::post(server, [] {});
    server.run();
}

// Executors are thread-safe: posting to another context is how it is done right.
static void posted() {
    asio::io_context own, other;
    asio::steady_timer timer(own, 10s);
    const auto strand = asio::make_strand(own);
    std::promise<void> cancelled;
    timer.async_wait(
        asio::bind_executor(strand, [&](const error_code&) { cancelled.set_value(); }));
    const Worker worker(own);
    asio::post(other, [&] {
        for (int i = 0; i < 100; ++i) asio::post(strand, [&] { timer.cancel(); });
        for (int i = 0; i < 100; ++i) asio::post(own, [] {});
    });
    other.run();
    cancelled.get_future().wait();
}

// One thread polls two contexts in turn, and uses the objects of either from both.
static void polled_in_turn() {
    asio::io_context first, second;
    asio::post(first, [] {});
    first.poll();
    asio::steady_timer timer(first, 10s);
    timer.async_wait(ignore);
    asio::post(second, [&] { timer.cancel(); });
    second.poll();
    first.restart();
    first.poll();
}

// Several threads run one context; handlers of it run on all of them.
static void many_threads() {
    asio::io_context context;
    asio::steady_timer timer(context, 1ms);
    int left = 50;
    std::function<void(const error_code&)> again = [&](const error_code&) {
        if (--left == 0) return;
        timer.expires_after(100us);
        timer.async_wait([&](const error_code& error) { again(error); });
    };
    timer.async_wait([&](const error_code& error) { again(error); });
    std::vector<std::thread> threads;
    for (int i = 0; i < 3; ++i) threads.emplace_back([&] { context.run(); });
    for (std::thread& thread : threads) thread.join();
}

// One context after the other at the same address: what was known of the first, which a thread ran,
// is forgotten. The second one is prepared in a handler of another context before it runs.
static void same_address() {
    std::optional<asio::io_context> context;
    context.emplace();
    asio::post(*context, [] {});
    std::thread([&] { context->run(); }).join();
    context.emplace();
    asio::steady_timer timer(*context, 1ms);
    asio::io_context other;
    asio::post(other, [&] {
        timer.async_wait(ignore);
        timer.async_wait(ignore);
    });
    other.run();
    context->run();
}

#ifdef ASIO_CASES_COROUTINE // Asio 1.22 does not know clang's coroutines, Boost 1.81 does
static asio::awaitable<void> nap() {
    asio::steady_timer timer(co_await asio::this_coro::executor, 1ms);
    co_await timer.async_wait(asio::use_awaitable);
}

// A coroutine's timer, on the context that runs the coroutine.
static void coroutine() {
    asio::io_context context;
    asio::co_spawn(context, nap(), asio::detached);
    context.run();
}
#endif

int main(int argc, char** argv) {
    const std::map<std::string, void (*)()> cases = {
        {"foreign_use", foreign_use},
        {"foreign_cancel", foreign_cancel},
        {"dropped_with_context", dropped_with_context},
        {"never_run_from_handler", never_run_from_handler},
        {"hand_over", hand_over},
        {"stopped_worker", stopped_worker},
        {"worker_at_exit", worker_at_exit},
        {"posted", posted},
        {"polled_in_turn", polled_in_turn},
#ifdef ASIO_CASES_COROUTINE
        {"coroutine", coroutine},
#endif
        {"many_threads", many_threads},
        {"same_address", same_address}};
    cases.at(argc > 1 ? argv[1] : "")();
    std::puts("done");
}
