#include "guarded_run.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

GuardedRun run(const std::string& name) { return run_guarded("guard_uv_cases " + name, "uv"); }
auto mentions(const std::string& marker) { return HasSubstr(marked("guard_uv_cases.cpp", marker)); }

TEST(UvGuard, HandleMadeOnALoopThatAnotherThreadRunsIsReported) {
    const GuardedRun ran = run("wrong_thread");
    EXPECT_THAT(ran.messages("wrong-thread"),
                ElementsAre(AllOf(HasSubstr("uv_timer_t at "),
                                  names_static_object("guard_uv_cases.cpp", "static_timer"),
                                  HasSubstr("uv_timer_init() on MainThread"))));
    EXPECT_THAT(ran.err, mentions("wrong_thread"));
}

TEST(UvGuard, WorkQueuedToALoopThatAnotherThreadRunsIsReported) {
    const GuardedRun ran = run("foreign_work");
    EXPECT_THAT(ran.messages("wrong-thread"), ElementsAre(HasSubstr("uv_queue_work()")));
    EXPECT_THAT(ran.err, mentions("work"));
}

TEST(UvGuard, TimerArmedByACallbackOfAnotherLoopAndNeverRunIsReportedAtExit) {
    const GuardedRun ran = run("never_run_from_callback");
    EXPECT_THAT(ran.messages("different-loop"),
                ElementsAre(AllOf(names_static_object("guard_uv_cases.cpp", "static_timer"),
                                  HasSubstr("attached to a different loop"))));
    EXPECT_THAT(ran.err, mentions("never_run_from_callback"));
}

TEST(UvGuard, CorrectProgramsAreSilent) {
    for (const char* name : {"async_send", "prepared_loop", "stopped_in_time"}) {
        const GuardedRun ran = run(name);
        EXPECT_THAT(ran.messages(), IsEmpty()) << name;
        EXPECT_EQ(ran.err, "") << name;
        EXPECT_EQ(ran.out, "done\n") << name;
        EXPECT_EQ(ran.status, 0) << name;
    }
}

} // namespace
