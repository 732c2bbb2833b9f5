#include "loop/queue.h"

#include "on_loops.h"

namespace loop::testing {
namespace {

using QueueTest = OneLoop;

TEST_F(QueueTest, GivesValuesInOrder) {
    Queue<int> queue(0, loop);
    queue.put_nowait(1);
    queue.put_nowait(2);
    EXPECT_EQ(queue.qsize(), 2u);
    EXPECT_EQ(queue.get_nowait(), 1);
    EXPECT_EQ(run([&]() -> Coroutine<int> { co_return co_await queue.get(); }), 2);
    EXPECT_TRUE(queue.empty());
}

TEST_F(QueueTest, GettersAreServedInOrder) {
    Queue<std::unique_ptr<int>> queue(0, loop);
    std::vector<std::string> trace;
    auto get = [&](std::string name) -> Coroutine<void> {
        auto value = co_await queue.get();
        trace.push_back(name + std::to_string(*value));
    };
    run([&]() -> Coroutine<void> {
        auto one = create_task(get("a")), two = create_task(get("b"));
        co_await sleep(0s);
        queue.put_nowait(std::make_unique<int>(1));
        queue.put_nowait(std::make_unique<int>(2));
        co_await gather(one, two);
    });
    EXPECT_THAT(trace, ElementsAre("a1", "b2"));
}

TEST_F(QueueTest, PutWaitsWhileItIsFull) {
    Queue<int> queue(1, loop);
    run([&]() -> Coroutine<void> {
        co_await queue.put(1);
        EXPECT_TRUE(queue.full());
        auto put = create_task(queue.put(2));
        co_await sleep(1s);
        EXPECT_FALSE(put.done());
        EXPECT_EQ(co_await queue.get(), 1);
        co_await put;
        EXPECT_EQ(queue.get_nowait(), 2);
    });
}

TEST_F(QueueTest, EmptyAndFull) {
    Queue<int> queue(1, loop);
    EXPECT_EQ(thrown_by([&] { queue.get_nowait(); }), "QueueEmpty");
    queue.put_nowait(1);
    EXPECT_EQ(thrown_by([&] { queue.put_nowait(2); }), "QueueFull");
}

TEST_F(QueueTest, ACancelledGetterPassesTheValueOn) {
    Queue<int> queue(0, loop);
    run([&]() -> Coroutine<void> {
        auto first = create_task(queue.get()), second = create_task(queue.get());
        co_await sleep(0s);
        queue.put_nowait(1); // wakes the first
        first.cancel();      // which does not want it any more
        EXPECT_EQ(co_await second, 1);
        EXPECT_TRUE(first.cancelled());
    });
}

TEST_F(QueueTest, JoinWaitsForAllTasksDone) {
    Queue<int> queue(0, loop);
    run([&]() -> Coroutine<void> {
        co_await queue.join(); // nothing to do
        queue.put_nowait(1);
        auto joined = create_task(queue.join());
        co_await sleep(1s);
        EXPECT_FALSE(joined.done());
        EXPECT_EQ(queue.get_nowait(), 1);
        queue.task_done();
        co_await joined;
    });
    EXPECT_EQ(thrown_by([&] { queue.task_done(); }),
              "ValueError: task_done() called too many times");
}

TEST_F(QueueTest, DestroyingItEndsThoseWhoWait) {
    auto queue = std::make_unique<Queue<int>>(0, loop);
    run([&]() -> Coroutine<void> {
        auto task = create_task(error_of(queue->get()));
        co_await sleep(0s);
        queue.reset();
        EXPECT_THAT(co_await task, EndsWith("was destroyed while it was waited for"));
    });
}

TEST_F(QueueTest, ItsReprIsAsyncios) {
    Queue<int> queue(3, loop);
    EXPECT_THAT(queue.repr(), MatchesRegex("<Queue at 0x[0-9a-f]+ maxsize=3>"));
}

} // namespace
} // namespace loop::testing
