// How the binding is chosen: by the environment, by the program, by the object.
#include "loop/loop_bound.h"

#include <cstdlib>

#include "on_loops.h"

namespace loop::testing {
namespace {

/// The environment counts at the start of a process: each test runs one anew.
class BindingDeathTest : public ::testing::Test {
  protected:
    BindingDeathTest() { GTEST_FLAG_SET(death_test_style, "threadsafe"); }
    ~BindingDeathTest() override { ::unsetenv("LOOP_BINDING"); }
    static int eager_or_lazy() { return binding() == Binding::eager ? 10 : 11; }
};

TEST_F(BindingDeathTest, IsEagerUnlessTheEnvironmentSaysLazy) {
    EXPECT_EXIT(std::exit(eager_or_lazy()), ::testing::ExitedWithCode(10), "");
    ::setenv("LOOP_BINDING", "lazy", 1);
    EXPECT_EXIT(std::exit(eager_or_lazy()), ::testing::ExitedWithCode(11), "");
}

TEST_F(BindingDeathTest, AnythingElseIsSaidOnceAndIsEager) {
    ::setenv("LOOP_BINDING", "bogus", 1);
    EXPECT_EXIT(std::exit(eager_or_lazy()), ::testing::ExitedWithCode(10),
                "LOOP_BINDING: expected eager or lazy, not 'bogus'; using eager");
}

TEST(Binding, IsChosenByTheProgramForObjectsToCome) {
    Event before;
    LazyBinding lazy;
    Event after;
    EXPECT_NE(before.loop_id(), 0u);
    EXPECT_EQ(after.loop_id(), 0u);
}

TEST(Binding, LoopIdsAreNeverReused) {
    LoopId first = new_event_loop("manual")->id();
    LoopId second = new_event_loop("manual")->id();
    EXPECT_GT(second, first);
    EXPECT_EQ(find_loop(first), nullptr);
}

} // namespace
} // namespace loop::testing
