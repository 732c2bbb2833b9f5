// What every backend owes its event loop. The same tests for Boost.Asio, libuv and the
// manual clock.
#include <thread>

#include "on_loops.h"

namespace loop::testing {
namespace {

class BackendContract : public ::testing::TestWithParam<const char*> {
  protected:
    void SetUp() override {
        if (!can_run(GetParam(), why_not)) GTEST_SKIP() << why_not;
    }
    std::string why_not;
    std::unique_ptr<EventLoop> owned = loop_or_stand_in(GetParam());
    EventLoop& loop = *owned;
    std::vector<std::string> trace;
    auto note(std::string what) {
        return [this, what] { trace.push_back(what); };
    }
};

TEST_P(BackendContract, CallbacksRunInTheOrderOfTheirScheduling) {
    loop.call_soon(note("one"));
    loop.call_soon(note("two"));
    loop.call_soon([this] { loop.stop(); });
    loop.run_forever();
    EXPECT_THAT(trace, ElementsAre("one", "two"));
}

TEST_P(BackendContract, WhatACallbackSchedulesRunsInTheNextTurn) {
    loop.call_soon([this] {
        trace.push_back("first");
        loop.call_soon(note("scheduled by first"));
    });
    loop.call_soon(note("second"));
    loop.stop(); // one turn only
    loop.run_forever();
    EXPECT_THAT(trace, ElementsAre("first", "second"));
    loop.stop();
    loop.run_forever();
    EXPECT_THAT(trace, ElementsAre("first", "second", "scheduled by first"));
}

TEST_P(BackendContract, TimersRunInTheOrderOfTheirTimes) {
    loop.call_later(6ms, [this] { loop.stop(); });
    loop.call_later(4ms, note("late"));
    loop.call_later(2ms, note("early"));
    loop.run_forever();
    EXPECT_THAT(trace, ElementsAre("early", "late"));
}

TEST_P(BackendContract, TimersOfOneInstantRunInTheOrderOfTheirScheduling) {
    Duration when = loop.time() + 2ms;
    loop.call_at(when, note("one"));
    loop.call_at(when, note("two"));
    loop.call_at(when, [this] { loop.stop(); });
    loop.run_forever();
    EXPECT_THAT(trace, ElementsAre("one", "two"));
}

TEST_P(BackendContract, ATimerIsNeverEarly) {
    Duration when = loop.time() + 3ms, fired{};
    loop.call_at(when, [&] {
        fired = loop.time();
        loop.stop();
    });
    loop.run_forever();
    EXPECT_GE(fired, when);
}

/// libuv counts whole milliseconds, and looks at its timers before it waits as well as after: one
/// set at the very end of a millisecond is due before the wait begins.
TEST_P(BackendContract, ATimerDueAsTheWaitBeginsIsNotWaitedFor) {
    auto left = [] { return 1ms - std::chrono::steady_clock::now().time_since_epoch() % 1ms; };
    for (Duration lead = 200ns; lead < 40us; lead += 100ns) {
        loop.call_soon([&] {
            while (left() > lead) continue;
            loop.call_later(1ms, [this] { loop.stop(); });
        });
        loop.run_forever(); // would never end
    }
}

TEST_P(BackendContract, ACancelledTimerDoesNotRunAndFreesItsCallback) {
    auto held = std::make_shared<int>(1);
    TimerHandle timer = loop.call_later(1ms, [held] { FAIL() << "it was cancelled"; });
    EXPECT_EQ(held.use_count(), 2);
    timer.cancel();
    timer.cancel();
    EXPECT_EQ(held.use_count(), 1);
    loop.call_later(3ms, [this] { loop.stop(); });
    loop.run_forever();
    EXPECT_TRUE(timer.cancelled());
}

TEST_P(BackendContract, ACancelledHandleDoesNotRun) {
    Handle handle = loop.call_soon(note("cancelled"));
    handle.cancel();
    loop.stop();
    loop.run_forever();
    EXPECT_THAT(trace, IsEmpty());
}

TEST_P(BackendContract, ManyCancelledTimersLeaveTheOthersInOrder) {
    std::vector<TimerHandle> timers;
    for (int i = 0; i < 500; ++i) timers.push_back(loop.call_later(1h, note("cancelled")));
    loop.call_later(1ms, note("kept"));
    loop.call_later(2ms, [this] { loop.stop(); });
    for (auto& timer : timers) timer.cancel();
    loop.run_forever();
    EXPECT_THAT(trace, ElementsAre("kept"));
}

TEST_P(BackendContract, AnotherThreadWakesAWaitingLoop) {
    std::jthread other([this] { loop.call_soon_threadsafe([this] { loop.stop(); }); });
    loop.run_forever(); // would wait for ever without the wake-up
}

TEST_P(BackendContract, AWakeUpBeforeTheWaitIsNotLost) {
    loop.call_soon_threadsafe(note("kept"));
    loop.call_soon_threadsafe([this] { loop.stop(); });
    loop.run_forever();
    EXPECT_THAT(trace, ElementsAre("kept"));
}

TEST_P(BackendContract, ManyThreadsLoseNoCallback) {
    constexpr int kThreads = 4, kCalls = 200;
    int calls = 0;
    auto count = [&] {
        if (++calls == kThreads * kCalls) loop.stop();
    };
    std::vector<std::jthread> threads;
    for (int t = 0; t < kThreads; ++t)
        threads.emplace_back([&] {
            for (int i = 0; i < kCalls; ++i) loop.call_soon_threadsafe(count);
        });
    loop.run_forever();
    EXPECT_EQ(calls, kThreads * kCalls);
}

TEST_P(BackendContract, TimeDoesNotGoBack) {
    Duration before = loop.time();
    loop.run_until_complete(sleep(1ms));
    EXPECT_GE(loop.time(), before + 1ms);
}

TEST_P(BackendContract, ALoopMayRunAgainAfterItStopped) {
    auto once = [this] { return loop.run_until_complete(sleep(1ms)); };
    EXPECT_EQ(thrown_by(once), "no error");
    EXPECT_EQ(thrown_by(once), "no error");
}

TEST_P(BackendContract, PendingWorkDiesWithTheLoop) {
    auto held = std::make_shared<int>(1);
    loop.call_soon([held] {});
    loop.call_later(1h, [held] {});
    loop.call_soon_threadsafe([held] {});
    owned.reset();
    EXPECT_EQ(held.use_count(), 1);
}

TEST_P(BackendContract, ItsNameSaysItsKind) {
    EXPECT_THAT(loop.name(), StartsWith(std::string(GetParam()) + "-"));
    EXPECT_EQ(loop_name(loop.id()), loop.name());
}

INSTANTIATE_TEST_SUITE_P(Backends, BackendContract,
                         ::testing::Values("asio", "uv", "io_uring", "manual", kRegistered),
                         [](auto& info) { return std::string(info.param); });

} // namespace
} // namespace loop::testing
