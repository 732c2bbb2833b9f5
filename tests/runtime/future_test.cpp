#include "loop/future.h"

#include "on_loops.h"

namespace loop::testing {
namespace {

using FutureTest = OneLoop;

TEST_F(FutureTest, HandlesMeanTheSameFuture) {
    Future<int> one(loop), same = one, other(loop);
    same.set_result(5);
    EXPECT_EQ(one.result(), 5);
    EXPECT_EQ(one, same);
    EXPECT_NE(one, other);
}

TEST_F(FutureTest, AskingTooEarlyIsAnInvalidState) {
    Future<int> future(loop);
    EXPECT_EQ(thrown_by([&] { future.result(); }), "InvalidStateError: Result is not set.");
    EXPECT_EQ(thrown_by([&] { future.exception(); }), "InvalidStateError: Exception is not set.");
}

TEST_F(FutureTest, IsSetOnce) {
    Future<int> future(loop);
    future.set_result(1);
    EXPECT_EQ(thrown_by([&] { future.set_result(2); }), "InvalidStateError: invalid state");
    EXPECT_EQ(thrown_by([&] { future.set_exception(ValueError("x")); }),
              "InvalidStateError: invalid state");
    EXPECT_FALSE(future.cancel());
    EXPECT_EQ(future.result(), 1);
    EXPECT_EQ(future.exception(), nullptr);
}

TEST_F(FutureTest, DoneBeforeTheAwaitNeedsNoTurn) {
    Future<int> future(loop);
    future.set_result(9);
    EXPECT_EQ(run([&]() -> Coroutine<int> { co_return co_await future; }), 9);
}

TEST_F(FutureTest, AwaitBeforeDoneWaits) {
    Future<std::string> future(loop);
    loop.call_later(1s, [&] { future.set_result("late"); });
    EXPECT_EQ(run([&]() -> Coroutine<std::string> { co_return co_await future; }), "late");
}

TEST_F(FutureTest, ManyMayAwaitIt) {
    Future<int> future(loop);
    auto add = [&](int n) -> Coroutine<int> { co_return n + co_await future; };
    loop.call_later(1s, [&] { future.set_result(10); });
    auto both = run(
        [&]() -> Coroutine<std::tuple<int, int>> { co_return co_await gather(add(1), add(2)); });
    EXPECT_EQ(both, std::tuple(11, 12));
}

TEST_F(FutureTest, AnExceptionIsThrownAtTheAwait) {
    Future<void> future(loop);
    loop.call_later(1s, [&] { future.set_exception(ValueError("boom")); });
    EXPECT_EQ(error(future), "ValueError: boom");
}

TEST_F(FutureTest, CancellingItCancelsThoseWhoWait) {
    Future<void> future(loop);
    loop.call_later(1s, [&] { EXPECT_TRUE(future.cancel()); });
    EXPECT_EQ(error(future), "CancelledError");
    EXPECT_TRUE(future.cancelled());
    EXPECT_EQ(thrown_by([&] { future.result(); }), "CancelledError");
}

TEST_F(FutureTest, CallbacksRunInTheNextTurnInOrder) {
    std::vector<std::string> trace;
    Future<int> future(loop);
    future.add_done_callback([&](Future<int> f) { trace.push_back("one " + f.repr()); });
    auto removed = future.add_done_callback([&](auto) { trace.push_back("removed"); });
    future.add_done_callback([&](auto) { trace.push_back("two"); });
    EXPECT_TRUE(future.remove_done_callback(removed));
    EXPECT_FALSE(future.remove_done_callback(removed));
    future.set_result(1);
    EXPECT_THAT(trace, IsEmpty());
    future.add_done_callback([&](auto) { trace.push_back("after"); });
    loop.run_until_complete(sleep(0s));
    EXPECT_THAT(trace, ElementsAre("one <Future finished result=1>", "two", "after"));
}

TEST_F(FutureTest, AnExceptionInACallbackNamesIt) {
    LogLines log;
    Future<int> future(loop);
    future.add_done_callback([](auto) { throw ValueError("boom"); }, "on_done");
    future.set_result(1);
    loop.run_until_complete(sleep(0s));
    ASSERT_EQ(log.lines.size(), 1u);
    EXPECT_THAT(log.lines[0], StartsWith("Exception in callback on_done() at "));
}

TEST_F(FutureTest, AnExceptionThatNobodyAskedForIsLogged) {
    LogLines log;
    {
        Future<int>(loop).set_exception(ValueError("boom"));
    }
    EXPECT_THAT(log.lines, ElementsAre("Future exception was never retrieved\n"
                                       "future: <Future finished exception=ValueError('boom')>\n"
                                       "ValueError: boom"));
}

TEST_F(FutureTest, AnExceptionThatWasSeenIsNotLogged) {
    LogLines log;
    {
        Future<int> future(loop);
        future.set_exception(ValueError("boom"));
        EXPECT_NE(future.exception(), nullptr);
    }
    EXPECT_THAT(log.lines, IsEmpty());
}

TEST_F(FutureTest, ItsReprIsAsyncios) {
    Future<std::string> future(loop);
    EXPECT_EQ(future.repr(), "<Future pending>");
    auto callback = [](auto) {};
    future.add_done_callback(callback, "f");
    EXPECT_THAT(future.repr(), MatchesRegex("<Future pending cb=\\[f\\(\\) at [^,]*:[0-9]+\\]>"));
    future.add_done_callback(callback, "g");
    EXPECT_THAT(future.repr(), MatchesRegex("<Future pending cb=\\[f\\(\\) at [^,]*:[0-9]+, "
                                            "g\\(\\) at [^,]*:[0-9]+\\]>"));
    future.add_done_callback(callback, "h");
    EXPECT_THAT(future.repr(), MatchesRegex("<Future pending cb=\\[f\\(\\) at [^,]*:[0-9]+, "
                                            "<1 more>, h\\(\\) at [^,]*:[0-9]+\\]>"));
    future.set_result(std::string(50, 'x'));
    EXPECT_EQ(future.repr(), "<Future finished result='xxxxxxxxxxxx...xxxxxxxxxxxxx'>");
}

TEST_F(FutureTest, ItsReprShowsHowItEnded) {
    Future<int> cancelled(loop), failed(loop);
    cancelled.cancel();
    failed.set_exception(ValueError("boom"));
    EXPECT_EQ(cancelled.repr(), "<Future cancelled>");
    EXPECT_EQ(failed.repr(), "<Future finished exception=ValueError('boom')>");
    EXPECT_NE(failed.exception(), nullptr);
    Future<void> none(loop);
    none.set_result();
    EXPECT_EQ(none.repr(), "<Future finished result=None>");
}

TEST_F(FutureTest, DebugModeShowsWhereItWasCreated) {
    loop.set_debug(true);
    Future<int> future(loop);
    EXPECT_THAT(future.repr(),
                MatchesRegex("<Future pending created at .*future_test.cpp:[0-9]+>"));
}

TEST_F(FutureTest, OutlivesItsLoop) {
    Future<int> future(loop);
    owned.reset();
    future.set_result(1); // nobody waits
    EXPECT_EQ(future.result(), 1);
    Future<int> watched(*(owned = new_event_loop("manual")));
    watched.add_done_callback([](auto) {});
    owned.reset();
    EXPECT_EQ(thrown_by([&] { watched.set_result(1); }), "RuntimeError: Event loop is closed");
}

} // namespace
} // namespace loop::testing
