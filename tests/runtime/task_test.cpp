#include "loop/task.h"

#include "on_loops.h"

namespace loop::testing {
namespace {

using TaskTest = OneLoop;

Coroutine<int> nap(int value) {
    co_await sleep(1s);
    co_return value;
}
Coroutine<void> fail() {
    co_await sleep(1s);
    throw ValueError("boom");
}

TEST_F(TaskTest, StartsInTheNextTurn) {
    std::vector<std::string> trace;
    auto body = [&]() -> Coroutine<void> {
        trace.push_back("task");
        co_return;
    };
    run([&]() -> Coroutine<void> {
        auto task = create_task(body());
        trace.push_back("creator");
        co_await task;
    });
    EXPECT_THAT(trace, ElementsAre("creator", "task"));
}

TEST_F(TaskTest, RunsOnWhenItsHandleIsDropped) {
    bool ended = false;
    auto body = [&]() -> Coroutine<void> {
        co_await sleep(1s);
        ended = true;
    };
    run([&]() -> Coroutine<void> {
        (void)create_task(body());
        co_await sleep(2s);
    });
    EXPECT_TRUE(ended);
}

TEST_F(TaskTest, CancelThrowsAtTheSuspensionPoint) {
    std::string seen;
    auto body = [&]() -> Coroutine<void> {
        try {
            co_await sleep(1h);
        } catch (const CancelledError&) {
            seen = "cancelled at the sleep";
            throw;
        }
    };
    run([&]() -> Coroutine<void> {
        auto task = create_task(body());
        co_await sleep(1s);
        EXPECT_TRUE(task.cancel());
        EXPECT_FALSE(task.done()); // not before its next step
        EXPECT_EQ(co_await error_of(task), "CancelledError");
        EXPECT_TRUE(task.cancelled());
        EXPECT_FALSE(task.cancel());
    });
    EXPECT_EQ(seen, "cancelled at the sleep");
}

TEST_F(TaskTest, MayCatchItsCancellation) {
    auto body = []() -> Coroutine<int> {
        try {
            co_await sleep(1h);
        } catch (const CancelledError&) {
        }
        co_await sleep(1s);
        co_return 5;
    };
    EXPECT_EQ(run([&]() -> Coroutine<int> {
                  auto task = create_task(body());
                  co_await sleep(1s);
                  task.cancel();
                  co_return co_await task;
              }),
              5);
}

TEST_F(TaskTest, CancelledBeforeItsStartItNeverRuns) {
    bool ran = false;
    auto body = [&]() -> Coroutine<void> {
        ran = true;
        co_return;
    };
    run([&]() -> Coroutine<void> {
        auto task = create_task(body());
        task.cancel();
        EXPECT_EQ(co_await error_of(task), "CancelledError");
    });
    EXPECT_FALSE(ran);
}

TEST_F(TaskTest, CancelReachesWhatItWaitsFor) {
    run([]() -> Coroutine<void> {
        auto inner = create_task(nap(1));
        auto outer = create_task(error_of(inner));
        co_await sleep(0s);
        outer.cancel();
        EXPECT_EQ(co_await outer, "CancelledError");
        EXPECT_TRUE(inner.cancelled());
    });
}

TEST_F(TaskTest, CancellingItselfTakesEffectAtTheNextAwait) {
    std::string trace;
    auto body = [&]() -> Coroutine<void> {
        current_task().cancel();
        trace += "still here";
        co_await sleep(1h);
        trace += ", never";
    };
    run([&]() -> Coroutine<void> {
        EXPECT_EQ(co_await error_of(create_task(body())), "CancelledError");
    });
    EXPECT_EQ(trace, "still here");
}

TEST_F(TaskTest, CannotAwaitItself) {
    EXPECT_THAT(run([]() -> Coroutine<std::string> {
                    Future<Task<std::string>> self;
                    auto body = [](Future<Task<std::string>> me) -> Coroutine<std::string> {
                        co_return co_await error_of(co_await me);
                    };
                    auto task = create_task(body(self));
                    self.set_result(task);
                    co_return co_await task;
                }),
                StartsWith("RuntimeError: Task cannot await on itself: <Task pending name='Task-"));
}

TEST_F(TaskTest, DoesNotLetOthersSetItsResult) {
    run([]() -> Coroutine<void> {
        auto task = create_task(nap(1));
        EXPECT_EQ(thrown_by([&] { task.set_result(1); }),
                  "RuntimeError: Task does not support set_result operation");
        EXPECT_EQ(thrown_by([&] { task.set_exception(ValueError("")); }),
                  "RuntimeError: Task does not support set_exception operation");
        co_await task;
    });
}

TEST_F(TaskTest, HasANameOfItsOwnOrANumber) {
    run([]() -> Coroutine<void> {
        auto named = create_task(nap(1), "fetcher"), numbered = create_task(nap(2));
        EXPECT_EQ(named.name(), "fetcher");
        EXPECT_THAT(numbered.name(), MatchesRegex("Task-[0-9]+"));
        numbered.set_name("renamed");
        EXPECT_EQ(numbered.name(), "renamed");
        co_await wait(futures(named, numbered));
    });
}

TEST_F(TaskTest, CurrentAndAllTasks) {
    run([]() -> Coroutine<void> {
        auto task = create_task(nap(1));
        EXPECT_NE(current_task(), task);
        EXPECT_THAT(all_tasks(), ElementsAre(current_task(), task));
        co_await task;
        EXPECT_THAT(all_tasks(), ElementsAre(current_task()));
    });
    EXPECT_THAT(all_tasks(loop), IsEmpty());
}

TEST_F(TaskTest, ItsReprIsAsyncios) {
    run([]() -> Coroutine<void> {
        auto task = create_task(nap(7), "napper");
        EXPECT_THAT(task.repr(),
                    MatchesRegex("<Task pending name='napper' coro=<testing.nap\\(\\) running at "
                                 ".*task_test.cpp:[0-9]+>>"));
        co_await sleep(0s);
        EXPECT_THAT(task.repr(),
                    MatchesRegex("<Task pending name='napper' coro=<testing.nap\\(\\) running at "
                                 ".*task_test.cpp:[0-9]+> wait_for=<Future pending "
                                 "cb=\\[Task.task_wakeup\\(\\)\\]>>"));
        co_await task;
        EXPECT_THAT(task.repr(),
                    MatchesRegex("<Task finished name='napper' coro=<testing.nap\\(\\) done, "
                                 "defined at .*task_test.cpp:[0-9]+> result=7>"));
    });
}

TEST_F(TaskTest, ItsReprShowsHowItEnded) {
    run([]() -> Coroutine<void> {
        auto failed = create_task(fail(), "f");
        auto cancelled = create_task(nap(1), "c");
        co_await sleep(0s);
        cancelled.cancel();
        co_await wait(futures(failed, cancelled));
        EXPECT_THAT(failed.repr(), MatchesRegex("<Task finished name='f' coro=<testing.fail\\(\\) "
                                                "done, defined at .*:[0-9]+> "
                                                "exception=ValueError\\('boom'\\)>"));
        EXPECT_THAT(cancelled.repr(),
                    MatchesRegex("<Task cancelled name='c' coro=<testing.nap\\(\\)"
                                 " done, defined at .*:[0-9]+>>"));
        EXPECT_NE(failed.exception(), nullptr);
    });
}

TEST_F(TaskTest, AnExceptionThatNobodyAskedForIsLogged) {
    LogLines log;
    run([]() -> Coroutine<void> {
        (void)create_task(fail(), "lost");
        co_await sleep(2s);
    });
    ASSERT_EQ(log.lines.size(), 1u);
    EXPECT_THAT(log.lines[0],
                MatchesRegex("Task exception was never retrieved\nfuture: <Task finished "
                             "name='lost' coro=<testing.fail\\(\\) done, defined at .*:[0-9]+> "
                             "exception=ValueError\\('boom'\\)>\nValueError: boom"));
}

TEST_F(TaskTest, DestroyedWithItsLoopItIsLoggedAndItsFrameIsFreed) {
    LogLines log;
    auto held = std::make_shared<int>(1);
    auto body = [](std::shared_ptr<int>) -> Coroutine<void> { co_await sleep(1h); };
    (void)loop.create_task(body(held), "stuck");
    loop.run_until_complete(sleep(1s));
    EXPECT_EQ(held.use_count(), 2);
    owned.reset();
    EXPECT_EQ(held.use_count(), 1);
    ASSERT_EQ(log.lines.size(), 1u);
    EXPECT_THAT(log.lines[0], StartsWith("Task was destroyed but it is pending!\ntask: <Task "
                                         "pending name='stuck' coro=<"));
}

TEST_F(TaskTest, OutlivesItsLoop) {
    LogLines log;
    auto task = loop.create_task(nap(1));
    owned.reset();
    EXPECT_FALSE(task.done());
    EXPECT_THAT(task.repr(), StartsWith("<Task pending name='Task-"));
    EXPECT_EQ(log.lines.size(), 1u);
}

} // namespace
} // namespace loop::testing
