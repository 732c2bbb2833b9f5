// The parts of the runtime beside bare Asio's, and with loop tags beside without.
#include <cstdlib>
#include <new>

#include <benchmark/benchmark.h>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/experimental/channel.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <loop/loop.h>

static std::size_t allocations = 0;
void* operator new(std::size_t size) {
    ++allocations;
    if (void* memory = std::malloc(size)) return memory;
    throw std::bad_alloc();
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }

namespace {

namespace asio = boost::asio;
using benchmark::State;

void count_allocations(State& state, std::size_t before) {
    state.counters["allocations"] = benchmark::Counter(static_cast<double>(allocations - before),
                                                       benchmark::Counter::kAvgIterations);
}

class Bound : public loop::LoopBound {
  public:
    explicit Bound(loop::EventLoop& loop) : LoopBound(loop, loop::SourceLocation::current()) {}
    loop::LoopId use() { return loop_for_waiting(*this, "Bound", {}); }
    std::string repr() const { return "<Bound>"; }
};

loop::Coroutine<void> affinity_check(State& state) {
    Bound bound(loop::get_running_loop());
    for (auto _ : state) {
        benchmark::DoNotOptimize(bound);
        benchmark::DoNotOptimize(bound.use());
    }
    co_return;
}
void AffinityCheck(State& state) { loop::run(affinity_check(state), "asio"); }
BENCHMARK(AffinityCheck);

loop::Coroutine<void> await_ready(State& state) {
    loop::Future<int> ready(loop::get_running_loop());
    ready.set_result(1);
    const std::size_t before = allocations;
    for (auto _ : state) {
        const int value = co_await ready;
        benchmark::DoNotOptimize(value);
    }
    count_allocations(state, before);
}
void AwaitReady(State& state) { loop::run(await_ready(state), "asio"); }
BENCHMARK(AwaitReady);

asio::awaitable<int> one() { co_return 1; }
asio::awaitable<void> asio_await_ready(State& state) {
    const std::size_t before = allocations;
    for (auto _ : state) {
        const int value = co_await one();
        benchmark::DoNotOptimize(value);
    }
    count_allocations(state, before);
}
template <class Body>
void on_asio(Body body) {
    asio::io_context context(1);
    asio::co_spawn(context, body(context), asio::detached);
    context.run();
}
void AsioAwaitReady(State& state) {
    on_asio([&](auto&) { return asio_await_ready(state); });
}
BENCHMARK(AsioAwaitReady);

// Created, run to its end, awaited.
loop::Coroutine<void> nothing() { co_return; }
loop::Coroutine<void> create_tasks(State& state) {
    const std::size_t before = allocations;
    for (auto _ : state) co_await loop::create_task(nothing());
    count_allocations(state, before);
}
void TaskCreation(State& state) { loop::run(create_tasks(state), "asio"); }
BENCHMARK(TaskCreation);

asio::awaitable<void> asio_nothing() { co_return; }
asio::awaitable<void> asio_create_tasks(State& state, asio::io_context& context) {
    const std::size_t before = allocations;
    for (auto _ : state) co_await asio::co_spawn(context, asio_nothing(), asio::use_awaitable);
    count_allocations(state, before);
}
void AsioTaskCreation(State& state) {
    on_asio([&](auto& context) { return asio_create_tasks(state, context); });
}
BENCHMARK(AsioTaskCreation);

// One task sets, another wakes, sets back, and so on: two wake-ups per iteration.
loop::Coroutine<void> answer_events(loop::Event& ping, loop::Event& pong) {
    for (;;) {
        co_await ping.wait();
        ping.clear();
        pong.set();
    }
}
loop::Coroutine<void> set_and_wait(State& state) {
    loop::Event ping(loop::get_running_loop()), pong(loop::get_running_loop());
    auto peer = loop::create_task(answer_events(ping, pong));
    co_await loop::sleep(loop::Duration::zero());
    const std::size_t before = allocations;
    for (auto _ : state) {
        ping.set();
        co_await pong.wait();
        pong.clear();
    }
    count_allocations(state, before);
    peer.cancel();
    try {
        co_await peer;
    } catch (const loop::CancelledError&) {
    }
}
void EventWake(State& state) { loop::run(set_and_wait(state), "asio"); }
BENCHMARK(EventWake);

using Channel = asio::experimental::channel<void(boost::system::error_code)>;
asio::awaitable<void> answer_channel(Channel& ping, Channel& pong) {
    for (;;) {
        co_await ping.async_receive(asio::use_awaitable);
        pong.try_send(boost::system::error_code());
    }
}
asio::awaitable<void> send_and_receive(State& state, asio::io_context& context) {
    Channel ping(context, 1), pong(context, 1);
    asio::co_spawn(context, answer_channel(ping, pong), asio::detached);
    const std::size_t before = allocations;
    for (auto _ : state) {
        ping.try_send(boost::system::error_code());
        co_await pong.async_receive(asio::use_awaitable);
    }
    count_allocations(state, before);
    context.stop();
}
void AsioEventWake(State& state) {
    on_asio([&](auto& context) { return send_and_receive(state, context); });
}
BENCHMARK(AsioEventWake);

} // namespace

BENCHMARK_MAIN();
