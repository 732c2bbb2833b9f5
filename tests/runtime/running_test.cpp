#include "loop/running.h"

#include <thread>

#include "on_loops.h"

namespace loop::testing {
namespace {

/// Made before main: the main thread's default loop is made for it.
// NOLINTNEXTLINE(loop-static-object): being made that early is what is tested
Event global_event;
const SourceLocation kGlobalEvent = SourceLocation::current();

template <class F>
void in_thread(F body) {
    std::jthread(std::move(body)).join();
}

TEST(DefaultLoop, IsMadeDuringStaticInitialisation) {
    EXPECT_NE(global_event.loop_id(), 0u);
    EXPECT_THAT(loop_name(global_event.loop_id()), MatchesRegex("default \\(uv-[0-9]+\\)"));
    EXPECT_EQ(global_event.created_at().line(), kGlobalEvent.line() - 1);
}

TEST(DefaultLoop, IsTheSameEachTime) {
    EXPECT_EQ(&get_event_loop(), &get_event_loop());
    EXPECT_EQ(get_event_loop().id(), global_event.loop_id());
}

TEST(DefaultLoop, IsTheRunningOneWhileOneRuns) {
    auto loop = new_event_loop("manual");
    loop->call_soon([&] {
        EXPECT_EQ(&get_event_loop(), loop.get());
        EXPECT_EQ(&get_running_loop(), loop.get());
        loop->stop();
    });
    loop->run_forever();
    EXPECT_NE(&get_event_loop(), loop.get());
}

TEST(DefaultLoop, OtherThreadsHaveNone) {
    in_thread([] {
        std::string text =
            "RuntimeError: There is no current event loop in thread '" + thread_name() + "'.";
        EXPECT_THAT(thread_name(), MatchesRegex("Thread-[0-9]+"));
        EXPECT_EQ(thrown_by([] { get_event_loop(); }), text);
        EXPECT_EQ(thrown_by([] { Event event; }), text);
        EXPECT_EQ(thrown_by([] { Lock lock; }), text);
        EXPECT_EQ(thrown_by([] { Queue<int> queue; }), text);
        EXPECT_EQ(thrown_by([] { Future<int> future; }), text);
        EXPECT_EQ(thrown_by([] { Event event(Binding::lazy); }), "no error");
    });
}

TEST(DefaultLoop, IsWhatWasSetForTheThread) {
    in_thread([] {
        auto loop = new_event_loop("manual");
        set_event_loop(loop.get());
        EXPECT_EQ(&get_event_loop(), loop.get());
        EXPECT_EQ(Event().loop_id(), loop->id());
    });
}

TEST(DefaultLoop, IsGoneInTheMainThreadAfterRun) {
    EventLoop& before = get_event_loop();
    run([]() -> Coroutine<void> { co_return; }(), "manual");
    EXPECT_EQ(thrown_by([] { get_event_loop(); }),
              "RuntimeError: There is no current event loop in thread 'MainThread'.");
    set_event_loop(&before);
}

TEST(RunningLoop, NeedsOne) {
    const char* text = "RuntimeError: no running event loop";
    EXPECT_EQ(thrown_by([] { get_running_loop(); }), text);
    EXPECT_EQ(thrown_by([] { (void)create_task([]() -> Coroutine<void> { co_return; }()); }), text);
    EXPECT_EQ(thrown_by([] { current_task(); }), text);
}

TEST(Run, GivesTheResultAndClosesItsLoop) {
    EventLoop& before = get_event_loop();
    LoopId id = 0;
    auto body = [&]() -> Coroutine<int> {
        id = get_running_loop().id();
        co_return 42;
    };
    EXPECT_EQ(run(body()), 42);
    EXPECT_EQ(find_loop(id), nullptr);
    set_event_loop(&before);
}

TEST(Run, CancelsWhatIsLeftAndWaitsForIt) {
    EventLoop& before = get_event_loop();
    bool cleaned = false;
    auto background = [&]() -> Coroutine<void> {
        bool cancelled = false;
        try {
            co_await sleep(1h);
        } catch (const CancelledError&) {
            cancelled = true;
        }
        co_await sleep(1s);
        cleaned = cancelled;
    };
    auto body = [&]() -> Coroutine<void> {
        (void)create_task(background());
        co_await sleep(1s);
    };
    run(body(), "manual");
    EXPECT_TRUE(cleaned);
    set_event_loop(&before);
}

TEST(Run, IsRefusedInsideARunningLoop) {
    auto loop = new_event_loop("manual");
    std::string seen;
    loop->call_soon([&] {
        seen = thrown_by([] { run([]() -> Coroutine<void> { co_return; }()); });
        loop->stop();
    });
    loop->run_forever();
    EXPECT_EQ(seen, "RuntimeError: asyncio.run() cannot be called from a running event loop");
}

} // namespace
} // namespace loop::testing
