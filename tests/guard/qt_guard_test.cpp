#include "guarded_run.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

GuardedRun run(const std::string& name) { return run_guarded("guard_qt_cases " + name, "qt"); }
auto mentions(const std::string& marker) { return HasSubstr(marked("guard_qt_cases.cpp", marker)); }

TEST(QtGuard, ObjectMadeBeforeTheApplicationIsReportedWhereItWasMade) {
    const GuardedRun ran = run("before_application");
    EXPECT_THAT(ran.messages("before-application"),
                ElementsAre(AllOf(HasSubstr("QTimer at "), mentions("early"),
                                  HasSubstr("before the QCoreApplication"))));
}

TEST(QtGuard, TimerStartedOnAnotherThreadIsReportedWithTheStackThatQtDoesNotShow) {
    const GuardedRun ran = run("foreign_timer");
    EXPECT_THAT(ran.messages("wrong-thread"),
                testing::Contains(HasSubstr("Timers cannot be started from another thread")));
    EXPECT_THAT(ran.err, mentions("foreign_timer"));
}

TEST(QtGuard, ChildMadeOnAnotherThreadIsReportedWithBothSides) {
    const GuardedRun ran = run("foreign_child");
    EXPECT_THAT(ran.messages("wrong-thread"), ElementsAre(AllOf(HasSubstr("Cannot create children"),
                                                                mentions("foreign_parent"))));
    EXPECT_THAT(ran.err, mentions("foreign_child"));
}

TEST(QtGuard, CorrectProgramsAreSilent) {
    for (const char* name : {"own_thread", "gone_before_application", "nothing"}) {
        const GuardedRun ran = run(name);
        EXPECT_THAT(ran.messages(), IsEmpty()) << name;
        EXPECT_EQ(ran.err, "") << name;
        EXPECT_EQ(ran.out, "done\n") << name;
    }
}

TEST(QtGuard, ProgramsOwnMessageHandlerStaysItsOwn) {
    EXPECT_EQ(run("own_handler").out, "handled: hello\nmine\nQt's\ndone\n");
}

} // namespace
