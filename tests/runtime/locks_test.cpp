// Event, Lock, Semaphore, Condition on one loop: order, cancellation, destruction.
#include "loop/locks.h"

#include "on_loops.h"

namespace loop::testing {
namespace {

class LocksTest : public OneLoop {
  protected:
    std::vector<std::string> trace;

    template <class L>
    Coroutine<void> enter(L& lock, std::string name, Duration stay = 1s) {
        auto held = co_await lock.hold();
        trace.push_back(name + " in");
        co_await sleep(stay);
        trace.push_back(name + " out");
    }
    Coroutine<void> wait_then_note(Event& event, std::string name) {
        EXPECT_TRUE(co_await event.wait());
        trace.push_back(name);
    }
};

TEST_F(LocksTest, ASetEventIsNotWaitedFor) {
    Event event(loop);
    event.set();
    EXPECT_TRUE(run([&]() -> Coroutine<bool> { co_return co_await event.wait(); }));
}

TEST_F(LocksTest, SetWakesAllWaitersInOrderAndTheSetterGoesOnFirst) {
    Event event(loop);
    run([&]() -> Coroutine<void> {
        auto one = create_task(wait_then_note(event, "one"));
        auto two = create_task(wait_then_note(event, "two"));
        co_await sleep(0s);
        event.set();
        event.clear(); // they are awake nevertheless
        trace.push_back("setter");
        co_await gather(one, two);
    });
    EXPECT_THAT(trace, ElementsAre("setter", "one", "two"));
    EXPECT_FALSE(event.is_set());
}

TEST_F(LocksTest, ACancelledWaitLeavesTheEvent) {
    Event event(loop);
    EXPECT_EQ(error(wait_for(event.wait(), 1s)), "TimeoutError");
    EXPECT_THAT(event.repr(), MatchesRegex("<Event object at 0x[0-9a-f]+ \\[unset\\]>"));
    event.set();
    EXPECT_THAT(event.repr(), EndsWith("[set]>"));
}

TEST_F(LocksTest, TheReprCountsWaiters) {
    Event event(loop);
    run([&]() -> Coroutine<void> {
        auto task = create_task(event.wait());
        co_await sleep(0s);
        EXPECT_THAT(event.repr(), EndsWith("[unset, waiters:1]>"));
        event.set();
        co_await task;
    });
}

TEST_F(LocksTest, DestroyingAnEventEndsThoseWhoWait) {
    auto event = std::make_unique<Event>(loop);
    run([&]() -> Coroutine<void> {
        auto task = create_task(error_of(event->wait()));
        co_await sleep(0s);
        event.reset();
        std::string text = co_await task;
        EXPECT_THAT(text, MatchesRegex("RuntimeError: <Event object at 0x[0-9a-f]+ \\[unset, "
                                       "waiters:1\\]> was destroyed while it was waited for"));
    });
}

TEST_F(LocksTest, AWaiterMayDieWithItsLoopBeforeTheEvent) {
    LogLines log;
    Event event(loop);
    (void)loop.create_task(wait_then_note(event, "never"));
    loop.run_until_complete(sleep(1s));
    owned.reset();
    EXPECT_THAT(event.repr(), EndsWith("[unset]>"));
    event.set();
    EXPECT_EQ(log.lines.size(), 1u);
}

TEST_F(LocksTest, ALockLetsOneInAtATimeInOrder) {
    Lock lock(loop);
    run([&]() -> Coroutine<void> {
        co_await gather(enter(lock, "one"), enter(lock, "two"), enter(lock, "three"));
    });
    EXPECT_THAT(trace,
                ElementsAre("one in", "one out", "two in", "two out", "three in", "three out"));
    EXPECT_FALSE(lock.locked());
}

TEST_F(LocksTest, ACancelledWaiterPassesTheLockOn) {
    Lock lock(loop);
    run([&]() -> Coroutine<void> {
        co_await lock.acquire();
        auto first = create_task(enter(lock, "one"));
        auto second = create_task(enter(lock, "two"));
        co_await sleep(0s);
        lock.release(); // wakes the first, which does not run yet
        first.cancel(); // so the wake-up must go on to the second
        co_await second;
        EXPECT_TRUE(first.cancelled());
    });
    EXPECT_THAT(trace, ElementsAre("two in", "two out"));
}

TEST_F(LocksTest, ReleasingAFreeLockIsAnError) {
    Lock lock(loop);
    EXPECT_EQ(thrown_by([&] { lock.release(); }), "RuntimeError: Lock is not acquired.");
    EXPECT_THAT(lock.repr(), MatchesRegex("<Lock object at 0x[0-9a-f]+ \\[unlocked\\]>"));
}

TEST_F(LocksTest, DestroyingALockEndsThoseWhoWait) {
    auto lock = std::make_unique<Lock>(loop);
    run([&]() -> Coroutine<void> {
        co_await lock->acquire();
        auto task = create_task(error_of(lock->acquire()));
        co_await sleep(0s);
        EXPECT_THAT(lock->repr(), EndsWith("[locked, waiters:1]>"));
        lock.reset();
        EXPECT_THAT(co_await task, EndsWith("was destroyed while it was waited for"));
    });
}

TEST_F(LocksTest, ASemaphoreLetsAsManyIn) {
    Semaphore semaphore(2, loop);
    run([&]() -> Coroutine<void> {
        co_await gather(enter(semaphore, "one"), enter(semaphore, "two"),
                        enter(semaphore, "three"));
    });
    EXPECT_THAT(trace,
                ElementsAre("one in", "two in", "one out", "two out", "three in", "three out"));
    EXPECT_EQ(semaphore.value(), 2);
    EXPECT_THAT(semaphore.repr(), EndsWith("[unlocked, value:2]>"));
}

TEST_F(LocksTest, ACancelledWaiterGivesTheSemaphoreBack) {
    Semaphore semaphore(1, loop);
    run([&]() -> Coroutine<void> {
        co_await semaphore.acquire();
        EXPECT_THAT(semaphore.repr(), EndsWith("[locked]>"));
        auto second = create_task(enter(semaphore, "two"));
        co_await sleep(0s);
        semaphore.release(); // given to the second
        second.cancel();     // who does not want it any more
        co_await wait(futures(second));
        EXPECT_EQ(semaphore.value(), 1);
        co_await enter(semaphore, "three");
    });
    EXPECT_THAT(trace, ElementsAre("three in", "three out"));
}

TEST_F(LocksTest, ASemaphoreIsServedInOrder) {
    Semaphore semaphore(0, loop);
    run([&]() -> Coroutine<void> {
        auto one = create_task(enter(semaphore, "one", 0s));
        auto two = create_task(enter(semaphore, "two", 0s));
        co_await sleep(0s);
        semaphore.release();
        EXPECT_TRUE(semaphore.locked()); // it is promised to the first
        co_await gather(one, two);
    });
    EXPECT_THAT(trace, ElementsAre("one in", "one out", "two in", "two out"));
}

TEST_F(LocksTest, SemaphoreErrors) {
    EXPECT_EQ(thrown_by([&] { Semaphore(-1, loop); }),
              "ValueError: Semaphore initial value must be >= 0");
    BoundedSemaphore bounded(1, Binding::lazy);
    EXPECT_EQ(thrown_by([&] { bounded.release(); }),
              "ValueError: BoundedSemaphore released too many times");
}

TEST_F(LocksTest, NotifyWakesAsManyWhoThenHoldTheLock) {
    Condition condition(loop);
    auto waiter = [&](std::string name) -> Coroutine<void> {
        auto held = co_await condition.hold();
        EXPECT_TRUE(co_await condition.wait());
        EXPECT_TRUE(condition.locked());
        trace.push_back(name);
    };
    run([&]() -> Coroutine<void> {
        auto one = create_task(waiter("one")), two = create_task(waiter("two")),
             three = create_task(waiter("three"));
        co_await sleep(0s);
        {
            auto held = co_await condition.hold();
            condition.notify();
        }
        co_await sleep(1s);
        EXPECT_THAT(trace, ElementsAre("one"));
        {
            auto held = co_await condition.hold();
            condition.notify_all();
        }
        co_await gather(one, two, three);
    });
    EXPECT_THAT(trace, ElementsAre("one", "two", "three"));
}

TEST_F(LocksTest, ACancelledConditionWaitHoldsTheLockAgain) {
    Condition condition(loop);
    run([&]() -> Coroutine<void> {
        auto body = [&]() -> Coroutine<void> {
            co_await condition.acquire();
            std::string text = co_await error_of(condition.wait());
            EXPECT_EQ(text, "CancelledError");
            EXPECT_TRUE(condition.locked());
            condition.release();
        };
        auto task = create_task(body());
        co_await sleep(1s);
        EXPECT_FALSE(condition.locked());
        task.cancel();
        co_await task;
    });
    EXPECT_THAT(condition.repr(), MatchesRegex("<Condition object at 0x[0-9a-f]+ \\[unlocked\\]>"));
}

TEST_F(LocksTest, ConditionWaitsForAPredicate) {
    Condition condition(loop);
    int value = 0;
    auto raise = [&]() -> Coroutine<void> {
        for (int i = 0; i < 3; ++i) {
            auto held = co_await condition.hold();
            ++value;
            condition.notify_all();
        }
    };
    run([&]() -> Coroutine<void> {
        auto task = create_task(raise());
        auto held = co_await condition.hold();
        co_await condition.wait_for([&] { return value == 3; });
        EXPECT_EQ(value, 3);
        co_await task;
    });
}

TEST_F(LocksTest, AConditionNeedsItsLock) {
    Condition condition(loop);
    EXPECT_EQ(error(condition.wait()), "RuntimeError: cannot wait on un-acquired lock");
    EXPECT_EQ(thrown_by([&] { condition.notify(); }),
              "RuntimeError: cannot notify on un-acquired lock");
}

TEST_F(LocksTest, DestroyingAConditionEndsThoseWhoWait) {
    auto condition = std::make_unique<Condition>(loop);
    auto body = [&]() -> Coroutine<std::string> {
        co_await condition->acquire();
        co_return co_await error_of(condition->wait());
    };
    run([&]() -> Coroutine<void> {
        auto task = create_task(body());
        co_await sleep(1s);
        condition.reset();
        EXPECT_THAT(co_await task, EndsWith("was destroyed while it was waited for"));
    });
}

} // namespace
} // namespace loop::testing
