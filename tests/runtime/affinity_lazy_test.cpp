// Objects bound at their first blocking use (asyncio since 3.10).
#include "on_loops.h"

namespace loop::testing {
namespace {

class Lazy : public TwoLoops {
  protected:
    template <class F>
    void block_briefly_on(EventLoop& loop, F make_wait) {
        EXPECT_EQ(error_on(loop, wait_for(make_wait(), 1s)), "TimeoutError");
    }
    LazyBinding lazy_;
};

TEST_F(Lazy, AnEventBindsAtItsFirstUnsetWait) {
    Event event;
    EXPECT_EQ(event.loop_id(), 0u);
    block_briefly_on(b, [&] { return event.wait(); });
    EXPECT_EQ(event.loop_id(), b.id());
    block_briefly_on(b, [&] { return event.wait(); });
}

TEST_F(Lazy, ABoundEventFailsElsewhere) {
    Event event;
    block_briefly_on(a, [&] { return event.wait(); });
    EXPECT_THAT(error_on(b, event.wait()),
                MatchesRegex("RuntimeError: <Event object at 0x[0-9a-f]+ \\[unset\\]> is bound to "
                             "a different event loop"));
    event.set();
    EXPECT_EQ(error_on(b, event.wait()), "no error");
}

TEST_F(Lazy, SetWaitsDoNotBind) {
    Event event;
    event.set();
    EXPECT_EQ(error_on(a, event.wait()), "no error");
    EXPECT_EQ(event.loop_id(), 0u);
}

TEST_F(Lazy, ALockBindsWhenContendedAndThenFailsElsewhere) {
    Lock lock;
    EXPECT_EQ(error_on(a, lock.acquire()), "no error");
    EXPECT_EQ(lock.loop_id(), 0u);
    block_briefly_on(a, [&] { return lock.acquire(); });
    EXPECT_THAT(error_on(b, lock.acquire()),
                MatchesRegex("RuntimeError: <Lock object at 0x[0-9a-f]+ \\[locked\\]> is bound to "
                             "a different event loop"));
    lock.release();
    EXPECT_EQ(error_on(b, lock.acquire()), "no error"); // uncontended, even bound elsewhere
}

TEST_F(Lazy, ASemaphoreBindsAtItsFirstBlockingAcquire) {
    Semaphore semaphore(0);
    block_briefly_on(a, [&] { return semaphore.acquire(); });
    EXPECT_THAT(error_on(b, semaphore.acquire()),
                MatchesRegex("RuntimeError: <Semaphore object at 0x[0-9a-f]+ \\[locked\\]> is "
                             "bound to a different event loop"));
}

TEST_F(Lazy, AConditionBindsAtItsFirstWait) {
    Condition condition;
    auto wait_locked = [&]() -> Coroutine<std::string> {
        auto held = co_await condition.hold();
        co_return first_line(co_await error_of(wait_for(condition.wait(), 1s)));
    };
    EXPECT_EQ(on(a, wait_locked), "TimeoutError");
    EXPECT_THAT(on(b, wait_locked),
                MatchesRegex("RuntimeError: <Condition object at 0x[0-9a-f]+ \\[unlocked\\]> is "
                             "bound to a different event loop"));
}

TEST_F(Lazy, AQueueBindsAtItsFirstBlockingUse) {
    Queue<int> queue(1);
    block_briefly_on(a, [&] { return queue.get(); });
    EXPECT_THAT(error_on(b, queue.get()),
                MatchesRegex("RuntimeError: <Queue at 0x[0-9a-f]+ maxsize=1> is bound to a "
                             "different event loop"));
    EXPECT_EQ(error_on(b, queue.put(1)), "no error");
    EXPECT_EQ(error_on(b, queue.get()), "no error");
}

TEST_F(Lazy, JoinBindsItsOwnEvent) {
    Queue<int> queue;
    queue.put_nowait(1);
    block_briefly_on(a, [&] { return queue.join(); });
    EXPECT_THAT(error_on(b, queue.join()), EndsWith("is bound to a different event loop"));
}

TEST_F(Lazy, FuturesAndTasksStillBindAtTheirCreation) {
    LogLines log; // the task never runs
    auto nothing = []() -> Coroutine<void> { co_return; };
    EXPECT_THAT(error_on(b, Future<int>(a)),
                EndsWith("got Future <Future pending> attached to a different loop"));
    EXPECT_THAT(error_on(b, a.create_task(nothing())), EndsWith("attached to a different loop"));
}

TEST_F(Lazy, WaitDoesNotCheck) {
    Future<int> pending(a), finished(a);
    finished.set_result(1);
    on(b, [&]() -> Coroutine<void> {
        auto [done, left] = co_await wait(futures(pending, finished), 1s);
        EXPECT_TRUE(done.contains(finished) && left.contains(pending));
    });
}

TEST_F(Lazy, WaitForAwaitsAForeignFutureItself) {
    Future<int> pending(a), finished(a);
    finished.set_result(1);
    EXPECT_THAT(error_on(b, wait_for(pending, 1s)),
                AllOf(HasSubstr("Task <Task pending name='Task-"),
                      EndsWith("got Future <Future pending> attached to a different loop")));
    EXPECT_THAT(error_on(b, wait_for(pending, 0s)), EndsWith("attached to a different loop"));
    EXPECT_EQ(b.run_until_complete(wait_for(finished, 1s)), 1);
}

TEST_F(Lazy, TheChoiceIsAlsoPerObject) {
    Event eager(Binding::eager), lazy(Binding::lazy);
    EXPECT_EQ(eager.loop_id(), get_event_loop().id());
    EXPECT_EQ(lazy.loop_id(), 0u);
}

} // namespace
} // namespace loop::testing
