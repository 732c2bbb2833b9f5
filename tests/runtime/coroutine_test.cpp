#include "loop/coroutine.h"

#include "on_loops.h"

namespace app {
loop::Coroutine<int> get_index(int value, const char*) { co_return value; }
struct Service {
    loop::Coroutine<void> startup() { co_return; }
    template <class T>
    static loop::Coroutine<void> of(T) {
        co_return;
    }
};
namespace {
loop::Coroutine<void> hidden() { co_return; }
} // namespace
} // namespace app

namespace loop::testing {
namespace {

using CoroutineTest = OneLoop;

TEST_F(CoroutineTest, RunsOnlyWhenItIsAwaited) {
    bool ran = false;
    auto body = [&]() -> Coroutine<void> {
        ran = true;
        co_return;
    };
    {
        Coroutine<void> dropped = body();
        EXPECT_FALSE(ran);
    }
    loop.run_until_complete(body());
    EXPECT_TRUE(ran);
}

TEST_F(CoroutineTest, IsAwaitedOnce) {
    EXPECT_EQ(run([]() -> Coroutine<std::string> {
                  auto once = app::get_index(1, "");
                  co_await once;
                  std::string second;
                  try {
                      co_await once;
                  } catch (...) {
                      second = describe(std::current_exception());
                  }
                  co_return second;
              }),
              "RuntimeError: cannot reuse already awaited coroutine");
}

TEST_F(CoroutineTest, PassesMoveOnlyResultsAndExceptionsUp) {
    auto make = []() -> Coroutine<std::unique_ptr<int>> { co_return std::make_unique<int>(3); };
    auto fail = []() -> Coroutine<int> {
        co_await sleep(1s);
        throw KeyError("event");
    };
    EXPECT_EQ(run([&]() -> Coroutine<int> { co_return *co_await make(); }), 3);
    EXPECT_EQ(error(fail()), "KeyError: 'event'");
}

TEST_F(CoroutineTest, AwaitsWithoutATurnInBetween) {
    std::vector<std::string> trace;
    auto inner = [&]() -> Coroutine<void> {
        trace.push_back("inner");
        co_return;
    };
    run([&]() -> Coroutine<void> {
        loop.call_soon([&] { trace.push_back("next turn"); });
        co_await inner();
        trace.push_back("outer");
        co_await sleep(0s);
    });
    EXPECT_THAT(trace, ElementsAre("inner", "outer", "next turn"));
}

TEST_F(CoroutineTest, DeepChainsNeedNoStack) {
    auto deep = [](auto& self, int depth) -> Coroutine<int> {
        if (depth == 0) co_return 0;
        co_return 1 + co_await self(self, depth - 1);
    };
    EXPECT_EQ(run([&]() -> Coroutine<int> { co_return co_await deep(deep, 1000); }), 1000);
}

TEST(FunctionRepr, ShowsTheQualifiedNameAlone) {
    EXPECT_EQ(function_repr(app::get_index(1, "").defined_at()), "app::get_index()");
    EXPECT_EQ(function_repr(app::Service().startup().defined_at()), "app::Service::startup()");
    EXPECT_EQ(function_repr(app::Service::of(std::pair<int, char>()).defined_at()),
              "app::Service::of()");
    EXPECT_EQ(function_repr(app::hidden().defined_at()), "app::hidden()");
}

TEST(FunctionRepr, ShowsTheLibrarysOwnAsAsyncioDoes) {
    auto loop = new_event_loop("manual");
    Event event(*loop);
    Queue<int> queue(0, *loop);
    EXPECT_EQ(function_repr(event.wait().defined_at()), "Event.wait()");
    EXPECT_EQ(function_repr(queue.get().defined_at()), "Queue.get()");
    EXPECT_EQ(function_repr(sleep(1s).defined_at()), "sleep()");
    EXPECT_EQ(function_repr(wait_for(sleep(1s), 1s).defined_at()), "wait_for()");
}

TEST(FunctionRepr, ShowsLambdasWithTheirFunction) {
    auto lambda = [](int) -> Coroutine<void> { co_return; };
    EXPECT_THAT(function_repr(lambda(1).defined_at()), EndsWith("TestBody().<lambda>()"));
}

AsyncGenerator<int> count(int to) {
    for (int i = 0; i < to; ++i) {
        co_await sleep(1s);
        co_yield i;
    }
    if (to == 3) throw ValueError("three");
}

TEST_F(CoroutineTest, AGeneratorYieldsUntilItsEnd) {
    EXPECT_THAT(run([]() -> Coroutine<std::vector<int>> {
                    std::vector<int> seen;
                    auto numbers = count(2);
                    while (auto number = co_await numbers.next()) seen.push_back(*number);
                    EXPECT_EQ(co_await numbers.next(), std::nullopt);
                    EXPECT_EQ(co_await AsyncGenerator<int>().next(), std::nullopt);
                    co_return seen;
                }),
                ElementsAre(0, 1));
}

TEST_F(CoroutineTest, AGeneratorsExceptionComesOutOfNext) {
    EXPECT_EQ(run([]() -> Coroutine<std::string> {
                  auto numbers = count(3);
                  std::string seen;
                  try {
                      while (co_await numbers.next()) seen += "x";
                  } catch (const ValueError& error) {
                      seen += error.what();
                  }
                  co_return seen;
              }),
              "xxxthree");
}

} // namespace
} // namespace loop::testing
