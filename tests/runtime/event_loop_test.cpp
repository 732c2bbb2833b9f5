#include "loop/event_loop.h"

#include <csignal>
#include <thread>

#include "on_loops.h"

namespace loop::testing {
namespace {

using EventLoopTest = OneLoop;

Coroutine<int> answer() { co_return 42; }

TEST_F(EventLoopTest, RunUntilCompleteGivesTheResult) {
    EXPECT_EQ(loop.run_until_complete(answer()), 42);
}

TEST_F(EventLoopTest, RunUntilCompleteTakesATaskAndAFuture) {
    Task<int> task = loop.create_task(answer());
    EXPECT_EQ(loop.run_until_complete(task), 42);
    Future<int> future(loop);
    loop.call_soon([&] { future.set_result(7); });
    EXPECT_EQ(loop.run_until_complete(future), 7);
}

TEST_F(EventLoopTest, RunUntilCompleteThrowsWhatTheCoroutineThrows) {
    auto fails = []() -> Coroutine<void> {
        co_await sleep(1s);
        throw ValueError("boom");
    };
    EXPECT_EQ(thrown_by([&] { loop.run_until_complete(fails()); }), "ValueError: boom");
}

TEST_F(EventLoopTest, StoppedBeforeItsFutureIsDone) {
    Future<void> never(loop);
    loop.call_later(1s, [this] { loop.stop(); });
    EXPECT_EQ(thrown_by([&] { loop.run_until_complete(never); }),
              "RuntimeError: Event loop stopped before Future completed.");
    EXPECT_EQ(never.repr(), "<Future pending>"); // its callback is gone
}

TEST_F(EventLoopTest, ARunningLoopCannotRunAgain) {
    EXPECT_EQ(run([this]() -> Coroutine<std::string> {
                  co_return thrown_by([this] { loop.run_forever(); });
              }),
              "RuntimeError: This event loop is already running");
}

TEST_F(EventLoopTest, ARunningLoopForbidsAnotherInItsThread) {
    auto other = new_event_loop("manual");
    EXPECT_EQ(run([&]() -> Coroutine<std::string> {
                  co_return thrown_by([&] { other->run_until_complete(answer()); });
              }),
              "RuntimeError: Cannot run the event loop while another loop is running");
}

TEST_F(EventLoopTest, ARunningLoopCannotBeClosed) {
    EXPECT_EQ(
        run([this]() -> Coroutine<std::string> { co_return thrown_by([this] { loop.close(); }); }),
        "RuntimeError: Cannot close a running event loop");
}

TEST_F(EventLoopTest, AClosedLoopRefusesEverything) {
    loop.close();
    loop.close();
    const char* text = "RuntimeError: Event loop is closed";
    EXPECT_TRUE(loop.is_closed());
    EXPECT_EQ(thrown_by([this] { loop.run_forever(); }), text);
    EXPECT_EQ(thrown_by([this] { loop.run_until_complete(answer()); }), text);
    EXPECT_EQ(thrown_by([this] { loop.call_soon([] {}); }), text);
    EXPECT_EQ(thrown_by([this] { loop.call_later(1s, [] {}); }), text);
    EXPECT_EQ(thrown_by([this] { loop.call_soon_threadsafe([] {}); }), text);
    EXPECT_EQ(thrown_by([this] { (void)loop.create_task(answer()); }), text);
}

TEST_F(EventLoopTest, AnExceptionInACallbackIsLoggedAndTheLoopGoesOn) {
    LogLines log;
    loop.call_soon([] { throw ValueError("boom"); });
    loop.run_until_complete(sleep(1s));
    ASSERT_EQ(log.lines.size(), 1u);
    EXPECT_THAT(
        log.lines[0],
        MatchesRegex("Exception in callback <lambda>\\(\\) at .*event_loop_test.cpp:[0-9]+\n"
                     "handle: <Handle <lambda>\\(\\) at .*event_loop_test.cpp:[0-9]+>\n"
                     "ValueError: boom"));
}

TEST_F(EventLoopTest, AnExceptionHandlerTakesThePlaceOfTheLog) {
    LogLines log;
    std::string seen;
    loop.set_exception_handler([&](EventLoop& where, const ExceptionContext& context) {
        EXPECT_EQ(&where, &loop);
        seen = describe(context.exception);
    });
    loop.call_soon([] { throw ValueError("boom"); });
    loop.run_until_complete(sleep(1s));
    EXPECT_EQ(seen, "ValueError: boom");
    EXPECT_THAT(log.lines, IsEmpty());
}

TEST_F(EventLoopTest, DebugModeRefusesAForeignThread) {
    std::string seen;
    loop.set_debug(true);
    loop.call_soon([&] {
        std::jthread([&] { seen = thrown_by([&] { loop.call_soon([] {}); }); }).join();
        loop.stop();
    });
    loop.run_forever();
    EXPECT_EQ(seen, "RuntimeError: Non-thread-safe operation invoked on an event loop other than "
                    "the current one");
}

TEST_F(EventLoopTest, WithoutDebugAForeignThreadsCallWaitsForTheNextWakeUp) {
    std::vector<std::string> trace;
    loop.call_soon([&] {
        std::jthread([&] { loop.call_soon([&] { trace.push_back("foreign"); }); }).join();
        trace.push_back("own");
    });
    loop.call_later(1s, [&] { loop.stop(); });
    loop.run_forever();
    EXPECT_THAT(trace, ElementsAre("own", "foreign"));
}

TEST_F(EventLoopTest, DebugModeReportsASlowCallback) {
    LogLines log;
    auto slow = new_event_loop("asio"); // a manual clock stands still during a callback
    slow->set_debug(true);
    slow->call_soon([] { std::this_thread::sleep_for(120ms); });
    slow->stop();
    slow->run_forever();
    ASSERT_EQ(log.lines.size(), 1u);
    EXPECT_THAT(log.lines[0], MatchesRegex("Executing <Handle <lambda>\\(\\) at .*event_loop_test"
                                           ".cpp:[0-9]+> took 0\\.[0-9]+ seconds"));
}

TEST_F(EventLoopTest, ItsReprShowsItsState) {
    EXPECT_EQ(loop.repr(),
              "<EventLoop " + loop.name() + " running=False closed=False debug=False>");
    EXPECT_EQ(run([this]() -> Coroutine<std::string> { co_return loop.repr(); }),
              "<EventLoop " + loop.name() + " running=True closed=False debug=False>");
}

TEST_F(EventLoopTest, HandlesShowThemselves) {
    Handle soon = loop.call_soon([] {});
    TimerHandle later = loop.call_at(1500ms, [] {});
    EXPECT_THAT(soon.repr(),
                MatchesRegex("<Handle <lambda>\\(\\) at .*event_loop_test.cpp:[0-9]+>"));
    EXPECT_THAT(later.repr(), StartsWith("<TimerHandle when=1.5 <lambda>() at "));
    later.cancel();
    EXPECT_EQ(later.repr(), "<TimerHandle cancelled when=1.5>");
}

TEST(EventLoopKinds, AutoIsLibuv) { EXPECT_THAT(new_event_loop()->name(), StartsWith("uv-")); }

TEST(EventLoopKinds, AnUnknownKindNamesTheKnownOnes) {
    EXPECT_THROW(new_event_loop("bogus"), std::invalid_argument);
    EXPECT_THAT(thrown_by([] { new_event_loop("bogus"); }),
                AllOf(StartsWith("ValueError: unknown event loop 'bogus': expected one of asio, "),
                      HasSubstr(", manual")));
}

TEST(EventLoopKinds, MoreCanBeRegisteredOnce) {
    register_loop("registered", make_manual_backend);
    EXPECT_THAT(new_event_loop("registered")->name(), StartsWith("registered-"));
    EXPECT_EQ(thrown_by([] { register_loop("registered", make_manual_backend); }),
              "ValueError: there is an event loop named 'registered' already");
    EXPECT_THROW(register_loop("auto", make_manual_backend), ValueError);
}

class Signals : public ::testing::TestWithParam<const char*> {
    void SetUp() override {
        std::string why_not;
        if (!can_run(GetParam(), why_not)) GTEST_SKIP() << why_not;
    }
};

TEST_P(Signals, AreDeliveredOnTheLoop) {
    auto loop = new_event_loop(GetParam());
    int calls = 0;
    loop->add_signal_handler(SIGUSR1, [&] {
        if (++calls == 2)
            loop->stop();
        else
            std::raise(SIGUSR1);
    });
    loop->call_soon([] { std::raise(SIGUSR1); });
    loop->run_forever();
    EXPECT_EQ(calls, 2);
    EXPECT_TRUE(loop->remove_signal_handler(SIGUSR1));
    EXPECT_FALSE(loop->remove_signal_handler(SIGUSR1));
}

TEST_P(Signals, AHandlerMayRemoveItself) {
    auto loop = new_event_loop(GetParam());
    loop->add_signal_handler(SIGUSR1, [&, held = std::make_shared<int>(1)] {
        EXPECT_TRUE(loop->remove_signal_handler(SIGUSR1));
        EXPECT_EQ(*held, 1);
        loop->stop();
    });
    loop->call_soon([] { std::raise(SIGUSR1); });
    loop->run_forever();
    EXPECT_FALSE(loop->remove_signal_handler(SIGUSR1));
}

INSTANTIATE_TEST_SUITE_P(Backends, Signals,
                         ::testing::Values("asio", "uv", "io_uring", kRegistered),
                         [](auto& info) { return std::string(info.param); });

TEST(ManualLoop, HasNeitherSignalsNorNetwork) {
    auto loop = new_event_loop("manual");
    EXPECT_EQ(thrown_by([&] { loop->add_signal_handler(SIGUSR1, [] {}); }),
              "RuntimeError: this event loop handles no signals");
    EXPECT_EQ(thrown_by([&] { listen(*loop, "127.0.0.1", 0); }),
              "RuntimeError: this event loop has no network");
}

} // namespace
} // namespace loop::testing
