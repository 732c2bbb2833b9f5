// The Asio guard, on Boost's Asio and on the standalone one.
#include "guarded_run.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class AsioGuard : public testing::TestWithParam<const char*> {
  protected:
    static GuardedRun run(const std::string& name, const std::string& environment = "") {
        return run_guarded(GetParam() + (" " + name), "", environment);
    }
    static auto mentions(const std::string& marker) {
        return HasSubstr(marked("asio_cases.h", marker));
    }
};

TEST_P(AsioGuard, StaticTimerUsedInAHandlerOfAnotherContextIsReported) {
    const GuardedRun ran = run("foreign_use");
    EXPECT_THAT(ran.messages("different-loop"),
                ElementsAre(AllOf(HasSubstr("steady_timer at "),
                                  names_static_object("asio_cases.h", "static_timer"),
                                  HasSubstr("attached to a different loop"))));
    EXPECT_THAT(ran.err, mentions("foreign_use"));
    EXPECT_EQ(ran.out, "started\ndone\n");
    EXPECT_EQ(ran.status, 0);
}

TEST_P(AsioGuard, ThrowsAtTheUseIfToldTo) {
    const GuardedRun ran = run("foreign_use", "LOOP_GUARD=throw");
    EXPECT_THAT(ran.out, AllOf(HasSubstr("caught steady_timer at "), HasSubstr("done\n")));
}

TEST_P(AsioGuard, AbortsAfterTheReportIfToldTo) {
    const GuardedRun ran = run("foreign_use", "LOOP_GUARD=abort");
    EXPECT_EQ(ran.status, 128 + SIGABRT);
    EXPECT_EQ(ran.reports.size(), 1u);
}

TEST_P(AsioGuard, UnknownActionIsNamed) {
    const GuardedRun ran = run("foreign_use", "LOOP_GUARD=loud");
    EXPECT_THAT(ran.err, HasSubstr("LOOP_GUARD=loud: expected log, throw or abort"));
}

TEST_P(AsioGuard, CancelInAHandlerOfAnotherContextIsReported) {
    const GuardedRun ran = run("foreign_cancel");
    EXPECT_EQ(ran.messages("different-loop").size(), 1u);
    EXPECT_THAT(ran.err, mentions("foreign_cancel"));
}

TEST_P(AsioGuard, OperationThatDiesWithAContextNobodyRanIsReported) {
    const GuardedRun ran = run("dropped_with_context");
    EXPECT_THAT(ran.messages("never-run"), ElementsAre(HasSubstr("system_timer ")));
    EXPECT_THAT(ran.err, mentions("dropped_with_context"));
}

TEST_P(AsioGuard, WaitStartedInAHandlerOnAContextNobodyRanIsReportedAtExit) {
    const GuardedRun ran = run("never_run_from_handler");
    EXPECT_THAT(ran.messages("different-loop"),
                ElementsAre(names_static_object("asio_cases.h", "static_timer")));
    EXPECT_THAT(ran.err, mentions("never_run_from_handler"));
}

TEST_P(AsioGuard, CorrectProgramsAreSilent) {
    for (const char* name : {"hand_over", "stopped_worker", "worker_at_exit", "posted",
                             "polled_in_turn", "many_threads", "same_address"}) {
        const GuardedRun ran = run(name);
        EXPECT_THAT(ran.messages(), IsEmpty()) << name;
        EXPECT_EQ(ran.err, "") << name;
        EXPECT_EQ(ran.out, "done\n") << name;
        EXPECT_EQ(ran.status, 0) << name;
    }
}

TEST_P(AsioGuard, WithoutASymbolizerPlacesAreModulesAndOffsets) {
    const GuardedRun ran = run("foreign_use", "LOOP_SYMBOLIZER=");
    EXPECT_THAT(ran.messages(), ElementsAre(HasSubstr(GetParam() + std::string("+0x"))));
}

TEST(AsioGuardOnCoroutines, TimerOfTheCoroutinesOwnContextIsSilent) {
    const GuardedRun ran = run_guarded("guard_asio_cases coroutine");
    EXPECT_THAT(ran.messages(), IsEmpty());
    EXPECT_EQ(ran.out, "done\n");
    EXPECT_EQ(ran.status, 0);
}

INSTANTIATE_TEST_SUITE_P(Packagings, AsioGuard,
                         testing::Values("guard_asio_cases", "guard_standalone_asio_cases"));

} // namespace
