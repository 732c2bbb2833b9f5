// sleep, wait, wait_for, gather, shield, as_completed, run_coroutine_threadsafe on one loop.
#include "loop/combinators.h"

#include <thread>

#include "on_loops.h"

namespace loop::testing {
namespace {

class CombinatorsTest : public OneLoop {
  protected:
    Coroutine<int> nap(Duration how_long, int value) {
        co_await sleep(how_long);
        co_return value;
    }
    Coroutine<int> fail(Duration after, std::string text) {
        co_await sleep(after);
        throw ValueError(text);
    }
};

TEST_F(CombinatorsTest, SleepTakesItsTimeAndSleepZeroATurn) {
    Duration before = loop.time();
    loop.run_until_complete(sleep(90min));
    EXPECT_EQ(loop.time() - before, 90min);
    loop.run_until_complete(sleep(0s));
    loop.run_until_complete(sleep(-1s));
    EXPECT_EQ(loop.time() - before, 90min);
}

TEST_F(CombinatorsTest, WaitForGivesTheResultInTime) {
    EXPECT_EQ(loop.run_until_complete(wait_for(nap(1s, 5), 2s)), 5);
    EXPECT_EQ(loop.run_until_complete(wait_for(nap(1s, 6), std::nullopt)), 6);
    EXPECT_EQ(error(wait_for(fail(1s, "boom"), 2s)), "ValueError: boom");
}

TEST_F(CombinatorsTest, WaitForCancelsTheInnerTaskAndWaitsForItsEnd) {
    Duration start = loop.time();
    bool cleaned = false;
    auto slow_cleanup = [&]() -> Coroutine<void> {
        bool cancelled = false;
        try {
            co_await sleep(1h);
        } catch (const CancelledError&) {
            cancelled = true;
        }
        co_await sleep(3s);
        cleaned = cancelled;
        throw CancelledError();
    };
    EXPECT_EQ(error(wait_for(slow_cleanup(), 1s)), "TimeoutError");
    EXPECT_TRUE(cleaned);
    EXPECT_EQ(loop.time() - start, 4s);
}

TEST_F(CombinatorsTest, WaitForThrowsTheTimeoutEvenIfTheInnerTaskSwallowsIt) {
    auto stubborn = []() -> Coroutine<int> {
        try {
            co_await sleep(1h);
        } catch (const CancelledError&) {
        }
        co_return 1;
    };
    EXPECT_EQ(error(wait_for(stubborn(), 1s)), "TimeoutError"); // as Python 3.8
}

TEST_F(CombinatorsTest, WaitForWithoutTimeNeverRunsTheCoroutine) {
    bool ran = false;
    auto body = [&]() -> Coroutine<void> {
        ran = true;
        co_return;
    };
    EXPECT_EQ(error(wait_for(body(), 0s)), "TimeoutError");
    EXPECT_EQ(error(wait_for(body(), -1s)), "TimeoutError");
    loop.run_until_complete(sleep(1s));
    EXPECT_FALSE(ran);
}

TEST_F(CombinatorsTest, WaitForOfADoneFutureNeedsNoTime) {
    Future<int> future(loop);
    future.set_result(3);
    EXPECT_EQ(loop.run_until_complete(wait_for(future, 0s)), 3);
}

TEST_F(CombinatorsTest, CancellingWaitForCancelsTheInnerTask) {
    Future<int> inner(loop);
    run([&]() -> Coroutine<void> {
        auto outer = create_task(wait_for(inner, 1h));
        co_await sleep(1s);
        outer.cancel();
        EXPECT_EQ(co_await error_of(outer), "CancelledError");
    });
    EXPECT_TRUE(inner.cancelled());
}

TEST_F(CombinatorsTest, WaitForTheFirstLeavesTheOthersRunning) {
    run([&]() -> Coroutine<void> {
        auto quick = create_task(nap(1s, 1)), slow = create_task(nap(2s, 2));
        auto [done, pending] = co_await wait(futures(slow, quick), FIRST_COMPLETED);
        EXPECT_TRUE(done.contains(quick));
        EXPECT_TRUE(pending.contains(slow));
        EXPECT_EQ(done.size() + pending.size(), 2u);
        EXPECT_EQ(co_await slow, 2);
    });
}

TEST_F(CombinatorsTest, BothAreDoneIfBothWereReady) {
    run([&]() -> Coroutine<void> {
        auto one = create_task(nap(1s, 1)), two = create_task(nap(1s, 2));
        auto [done, pending] = co_await wait(futures(one, two), FIRST_COMPLETED);
        EXPECT_EQ(done.size(), 2u);
        EXPECT_EQ(pending.size(), 0u);
    });
}

TEST_F(CombinatorsTest, WaitTakesCoroutinesAsTheArticleDoes) {
    run([&]() -> Coroutine<void> {
        Event stop(loop);
        auto stopped = create_task(stop.wait());
        auto [done, pending] = co_await wait(futures(stopped, sleep(1s)), FIRST_COMPLETED);
        EXPECT_FALSE(done.contains(stopped));
        EXPECT_EQ(done.size(), 1u);
        stop.set();
        co_await stopped;
    });
}

TEST_F(CombinatorsTest, WaitForTheFirstException) {
    run([&]() -> Coroutine<void> {
        auto quick = create_task(nap(1s, 1)), slow = create_task(nap(3s, 2));
        auto bad = create_task(fail(2s, "boom"));
        auto [done, pending] = co_await wait(futures(quick, bad, slow), FIRST_EXCEPTION);
        EXPECT_TRUE(done.contains(quick) && done.contains(bad) && pending.contains(slow));
        EXPECT_NE(bad.exception(), nullptr);
        co_await slow;
    });
}

TEST_F(CombinatorsTest, WaitsTimeoutCancelsNothing) {
    run([&]() -> Coroutine<void> {
        auto slow = create_task(nap(2s, 2));
        auto [done, pending] = co_await wait(futures(slow), 1s);
        EXPECT_EQ(done.size(), 0u);
        EXPECT_TRUE(pending.contains(slow));
        EXPECT_EQ(slow.repr().find("_on_completion"), std::string::npos);
        EXPECT_EQ(co_await slow, 2);
    });
}

TEST_F(CombinatorsTest, CancellingWaitLeavesTheChildren) {
    run([&]() -> Coroutine<void> {
        auto child = create_task(nap(2s, 2));
        auto waiting = create_task(wait(futures(child)));
        co_await sleep(1s);
        waiting.cancel();
        EXPECT_EQ(co_await error_of(waiting), "CancelledError");
        EXPECT_EQ(co_await child, 2);
    });
}

TEST_F(CombinatorsTest, WaitForNothingIsAnError) {
    EXPECT_EQ(error(wait(futures())), "ValueError: Set of coroutines/Futures is empty.");
}

TEST_F(CombinatorsTest, GatherGivesAllResultsInOrder) {
    run([&]() -> Coroutine<void> {
        Duration start = loop.time();
        auto [late, nothing, early] = co_await gather(nap(3s, 3), sleep(1s), nap(2s, 2));
        EXPECT_EQ(late, 3);
        EXPECT_EQ(early, 2);
        EXPECT_EQ(nothing, std::monostate());
        EXPECT_EQ(loop.time() - start, 3s);
        std::vector<Coroutine<int>> many;
        for (int i = 0; i < 3; ++i) many.push_back(nap(1s, i));
        EXPECT_THAT(co_await gather(std::move(many)), ElementsAre(0, 1, 2));
        EXPECT_THAT(co_await gather(std::vector<Coroutine<int>>()), IsEmpty());
    });
}

TEST_F(CombinatorsTest, GathersFirstExceptionComesAtOnceAndSiblingsRunOn) {
    LogLines log;
    run([&]() -> Coroutine<void> {
        auto sibling = create_task(nap(3s, 3));
        Duration start = loop.time();
        EXPECT_EQ(co_await error_of(gather(fail(1s, "one"), fail(2s, "two"), sibling)),
                  "ValueError: one");
        EXPECT_EQ(loop.time() - start, 1s);
        EXPECT_EQ(co_await sibling, 3);
    });
    EXPECT_THAT(log.lines, IsEmpty()); // the second exception counts as seen
}

TEST_F(CombinatorsTest, CancellingAGatherCancelsItsChildren) {
    run([&]() -> Coroutine<void> {
        auto one = create_task(nap(1h, 1)), two = create_task(nap(1h, 2));
        auto all = gather(one, two);
        EXPECT_THAT(all.repr(), StartsWith("<_GatheringFuture pending"));
        auto waiting = create_task(error_of(all));
        co_await sleep(1s);
        waiting.cancel();
        EXPECT_EQ(co_await waiting, "CancelledError");
        EXPECT_TRUE(one.cancelled() && two.cancelled());
    });
}

TEST_F(CombinatorsTest, ShieldKeepsACancellationFromTheInnerTask) {
    run([&]() -> Coroutine<void> {
        auto inner = create_task(nap(2s, 7));
        auto outer = create_task(error_of(shield(inner)));
        co_await sleep(1s);
        outer.cancel();
        EXPECT_EQ(co_await outer, "CancelledError");
        EXPECT_EQ(co_await inner, 7);
        EXPECT_EQ(co_await shield(nap(1s, 8)), 8);
        EXPECT_EQ(co_await error_of(shield(fail(1s, "boom"))), "ValueError: boom");
    });
}

TEST_F(CombinatorsTest, AsCompletedGivesTheFirstFirst) {
    run([&]() -> Coroutine<void> {
        std::vector<Coroutine<int>> naps;
        for (int i : {3, 1, 2}) naps.push_back(nap(std::chrono::seconds(i), i));
        std::vector<int> seen;
        for (auto& next : as_completed(std::move(naps))) seen.push_back(co_await std::move(next));
        EXPECT_THAT(seen, ElementsAre(1, 2, 3));
    });
}

TEST_F(CombinatorsTest, RunCoroutineThreadsafeAnswersAnotherThread) {
    int result = 0;
    std::string error;
    std::jthread other([&] {
        result = run_coroutine_threadsafe(nap(1s, 4), loop).get();
        error = thrown_by([&] { run_coroutine_threadsafe(fail(1s, "boom"), loop).get(); });
        loop.call_soon_threadsafe([&] { loop.stop(); });
    });
    loop.run_forever();
    other.join();
    EXPECT_EQ(result, 4);
    EXPECT_EQ(error, "ValueError: boom");
}

TEST_F(CombinatorsTest, EnsureFutureKeepsFuturesAndWrapsTheRest) {
    run([&]() -> Coroutine<void> {
        Future<int> future(loop);
        EXPECT_EQ(ensure_future(future), future);
        future.set_result(1);
        EXPECT_EQ(co_await ensure_future(nap(1s, 2)), 2);
        co_return;
    });
}

} // namespace
} // namespace loop::testing
