// Objects bound at construction (asyncio before 3.10): when each one checks, and what it says.
// Everything is made for loop `a` and used on loop `b`.
#include "on_loops.h"

namespace loop::testing {
namespace {

class Eager : public TwoLoops {
  protected:
    /// (T): thrown into the task at its co_await.
    static auto attached_to_different_loop() {
        return AllOf(StartsWith("RuntimeError: Task <Task pending name='Task-"),
                     EndsWith(" got Future <Future pending> attached to a different loop"));
    }
    /// (E): thrown by what turns awaitables into futures of one loop.
    static constexpr const char* kBelongs =
        "ValueError: The future belongs to a different loop than the one specified as the loop "
        "argument";
    /// gather() is called on the running loop, as a program would.
    template <class... As>
    Coroutine<void> gathered(As... awaitables) {
        co_await gather(std::move(awaitables)...);
    }
    Coroutine<int> nap(Duration how_long, int value = 0) {
        co_await sleep(how_long);
        co_return value;
    }
};

TEST_F(Eager, AwaitingAPendingFuture) {
    EXPECT_THAT(error_on(b, Future<int>(a)), attached_to_different_loop());
}

TEST_F(Eager, AwaitingAFinishedFutureIsRight) {
    Future<int> future(a);
    future.set_result(5);
    EXPECT_EQ(on(b, [&]() -> Coroutine<int> { co_return co_await future; }), 5);
}

TEST_F(Eager, AwaitingAFutureTwiceFailsTwice) {
    Future<int> future(a);
    EXPECT_THAT(error_on(b, future), attached_to_different_loop());
    EXPECT_THAT(error_on(b, future), attached_to_different_loop());
}

TEST_F(Eager, AFailedAwaitLeavesTheFutureUsable) {
    Future<int> future(a);
    EXPECT_THAT(error_on(b, future), attached_to_different_loop());
    EXPECT_EQ(future.repr(), "<Future pending>");
    a.call_soon([&] { future.set_result(1); });
    EXPECT_EQ(on(a, [&]() -> Coroutine<int> { co_return co_await future; }), 1);
}

TEST_F(Eager, AwaitingATask) {
    LogLines log; // the task never runs: its loop does not
    auto task = a.create_task(nap(1s));
    EXPECT_THAT(error_on(b, task), AllOf(HasSubstr(" got Future <Task pending name='Task-"),
                                         EndsWith("attached to a different loop")));
}

TEST_F(Eager, WaitingForAnUnsetEvent) {
    Event event(a);
    EXPECT_THAT(error_on(b, event.wait()), attached_to_different_loop());
    EXPECT_THAT(event.repr(), EndsWith("[unset]>")); // nobody is left waiting
}

TEST_F(Eager, ASetEventAndItsFlagAreNeverChecked) {
    Event event(a);
    on(b, [&]() -> Coroutine<void> {
        event.set();
        EXPECT_TRUE(co_await event.wait());
        event.clear();
        EXPECT_FALSE(event.is_set());
    });
    EXPECT_THAT(error_on(b, event.wait()), attached_to_different_loop());
}

TEST_F(Eager, TheTaskNamedIsTheInnerOneOfWaitFor) {
    Event event(a);
    EXPECT_THAT(error_on(b, wait_for(event.wait(), 100ms)),
                AllOf(attached_to_different_loop(), HasSubstr("coro=<Event.wait() running at "),
                      HasSubstr("cb=[_release_waiter() at ")));
}

TEST_F(Eager, TheErrorComesAtOnceNotAtTheTimeout) {
    Event event(a);
    Duration start = b.time();
    error_on(b, wait_for(event.wait(), 100ms));
    EXPECT_EQ(b.time(), start);
}

TEST_F(Eager, ItIsThrownAtTheAwaitWhereItCanBeCaught) {
    Event event(a);
    EXPECT_THAT(on(b,
                   [&]() -> Coroutine<std::string> {
                       try {
                           co_await event.wait();
                       } catch (const loop::RuntimeError& error) {
                           co_return std::string("caught: ") + error.what();
                       }
                       co_return "not caught";
                   }),
                StartsWith("caught: Task <Task pending name='Task-"));
}

TEST_F(Eager, AContendedLock) {
    Lock lock(a);
    on(b, [&]() -> Coroutine<void> { co_await lock.acquire(); }); // uncontended: right
    EXPECT_THAT(error_on(b, lock.acquire()), attached_to_different_loop());
    lock.release();
    EXPECT_EQ(error_on(b, lock.acquire()), "no error");
}

TEST_F(Eager, ASemaphoreAtZero) {
    Semaphore semaphore(1, a);
    EXPECT_EQ(error_on(b, semaphore.acquire()), "no error");
    EXPECT_THAT(error_on(b, semaphore.acquire()), attached_to_different_loop());
    semaphore.release();
    EXPECT_EQ(error_on(b, semaphore.acquire()), "no error");
}

TEST_F(Eager, WaitingForACondition) {
    Condition condition(a);
    on(b, [&]() -> Coroutine<void> {
        co_await condition.acquire();
        EXPECT_THAT(first_line(co_await error_of(condition.wait())), attached_to_different_loop());
        EXPECT_TRUE(condition.locked());
    });
}

TEST_F(Eager, AConditionAgreesWithItsLock) {
    Lock lock(a);
    EXPECT_EQ(thrown_by([&] { Condition condition(lock, b); }),
              "ValueError: loop argument must agree with lock");
    EXPECT_EQ(thrown_by([&] { Condition condition(lock, a); }), "no error");
}

TEST_F(Eager, AQueueThatMustWait) {
    Queue<int> queue(1, a);
    EXPECT_THAT(error_on(b, queue.get()), attached_to_different_loop());
    EXPECT_EQ(error_on(b, queue.put(1)), "no error");
    EXPECT_THAT(error_on(b, queue.put(2)), attached_to_different_loop());
    EXPECT_THAT(error_on(b, queue.join()), attached_to_different_loop());
    EXPECT_EQ(error_on(b, queue.get()), "no error");
}

TEST_F(Eager, WaitForAFutureWithTimeoutChecksEvenAFinishedOne) {
    Future<int> pending(a), finished(a);
    finished.set_result(1);
    EXPECT_EQ(error_on(b, wait_for(pending, 100ms)), kBelongs);
    EXPECT_EQ(error_on(b, wait_for(finished, 100ms)), kBelongs);
    EXPECT_EQ(error_on(b, wait_for(pending, 0s)), kBelongs);
    EXPECT_THAT(error_on(b, wait_for(pending, std::nullopt)), attached_to_different_loop());
}

TEST_F(Eager, WaitChecksEvenAFinishedFuture) {
    Future<int> pending(a), finished(a);
    finished.set_result(1);
    EXPECT_EQ(error_on(b, wait(futures(pending), 100ms)), kBelongs);
    EXPECT_EQ(error_on(b, wait(futures(finished), 100ms)), kBelongs);
}

TEST_F(Eager, GatherAdoptsTheLoopOfItsFirstFuture) {
    LogLines log; // the coroutine's task stays pending
    Future<int> one(a), two(b);
    EXPECT_THAT(error_on(b, gathered(one)),
                EndsWith("got Future <_GatheringFuture pending> attached to a different loop"));
    EXPECT_EQ(error_on(b, gathered(nap(1s), one)), kBelongs);
    EXPECT_EQ(error_on(b, gathered(one, two)), kBelongs);
}

TEST_F(Eager, AGathersCoroutineFollowsTheFirstFuture) {
    LogLines log; // its task on loop a never runs
    Future<int> one(a);
    EXPECT_THAT(error_on(b, gathered(one, nap(1s))),
                EndsWith("got Future <_GatheringFuture pending> attached to a different loop"));
    EXPECT_EQ(all_tasks(a).size(), 1u);
}

TEST_F(Eager, ShieldingAFuture) {
    Future<int> future(a);
    EXPECT_THAT(on(b,
                   [&]() -> Coroutine<std::string> {
                       co_return first_line(co_await error_of(shield(future)));
                   }),
                MatchesRegex("RuntimeError: Task <Task pending .*> got Future <Future pending "
                             "cb=\\[_outer_done_callback\\(\\) at .*:[0-9]+\\]> attached to a "
                             "different loop"));
}

TEST_F(Eager, EnsureFutureAsCompletedAndRunUntilComplete) {
    Future<int> future(a);
    EXPECT_EQ(first_line(thrown_by([&] { ensure_future(future, b); })), kBelongs);
    EXPECT_EQ(first_line(thrown_by([&] { b.run_until_complete(future); })), kBelongs);
    EXPECT_EQ(on(b,
                 [&]() -> Coroutine<std::string> {
                     co_return first_line(
                         thrown_by([&] { as_completed(std::vector<Future<int>>{future}); }));
                 }),
              kBelongs);
}

TEST_F(Eager, RunCoroutineThreadsafeCarriesItBack) {
    auto await_it = [](Future<int> future) -> Coroutine<int> { co_return co_await future; };
    auto result = run_coroutine_threadsafe(await_it(Future<int>(a)), b);
    b.run_until_complete(sleep(1s));
    EXPECT_THAT(first_line(thrown_by([&] { result.get(); })), attached_to_different_loop());
}

TEST_F(Eager, DebugModeShowsWhereTheFutureWasCreated) {
    a.set_debug(true);
    EXPECT_THAT(error_on(b, Future<int>(a)),
                MatchesRegex(".*got Future <Future pending created at .*affinity_eager_test.cpp:"
                             "[0-9]+> attached to a different loop"));
}

TEST_F(Eager, ObjectsOfTheirOwnLoopAreRight) {
    Event event(b);
    b.call_later(1s, [&] { event.set(); });
    EXPECT_EQ(error_on(b, wait_for(event.wait(), 2s)), "no error");
}

TEST_F(Eager, TheDefaultIsTheCurrentLoopAtConstruction) {
    Event outside; // the main thread's default loop
    on(b, [&]() -> Coroutine<void> {
        Event inside;
        EXPECT_EQ(inside.loop_id(), b.id());
        EXPECT_THAT(first_line(co_await error_of(outside.wait())), attached_to_different_loop());
    });
}

} // namespace
} // namespace loop::testing
