// Each guard on its sample and on the sample's fixed twin, and on programs that are none of its
// business.
#include "guarded_run.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

namespace {

using testing::AllOf;
using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;

#if GUARD_TEST_SAMPLES
struct Sample {
    const char* wrong;
    const char* right;
    const char* guard; // preloaded; empty for Asio's, which is compiled in
    const char* kind;
    const char* type;
};

// Where the sample's expect.json says that the error points to.
std::string expected_place(const std::string& sample) {
#ifdef __clang__
    std::ifstream file(GUARD_TEST_SOURCES "/../../samples/" + sample + "/expect.json");
    const auto raises = nlohmann::json::parse(file).at("runtime").at("raises");
    return sample + "/main.cpp:" + std::to_string(raises.at("line").get<int>()) + " ";
#else
    return sample; // llvm-symbolizer does not read the lines of all of GCC's variables
#endif
}

class SampleGuard : public testing::TestWithParam<Sample> {};

TEST_P(SampleGuard, ReportsTheStaticObjectAtItsDefinition) {
    const auto& [wrong, right, guard, kind, type] = GetParam();
    const GuardedRun ran = run_guarded(wrong, guard);
    EXPECT_EQ(ran.status, 0);
    EXPECT_THAT(ran.messages(kind),
                Contains(AllOf(HasSubstr(type), HasSubstr(expected_place(wrong)))));
    for (const nlohmann::json& report : ran.reports) EXPECT_EQ(report.at("version"), 1);
}

TEST_P(SampleGuard, IsSilentOnTheFixedTwin) {
    const GuardedRun ran = run_guarded(GetParam().right, GetParam().guard);
    EXPECT_EQ(ran.status, 0);
    EXPECT_EQ(ran.err, "");
    EXPECT_THAT(ran.reports, IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(Libraries, SampleGuard,
                         testing::Values(Sample{"asio_global_timer", "asio_local_timer", "",
                                                "never-run", "steady_timer at "},
                                         Sample{"uv_default_loop", "uv_own_loop", "uv", "never-run",
                                                "uv_timer_t at "},
                                         Sample{"qt_static_timer", "qt_app_timer", "qt",
                                                "before-application", "QTimer at "}),
                         [](const auto& sample) { return std::string(sample.param.wrong); });
#endif

#if !GUARD_TEST_SANITIZED // a sanitized library cannot be preloaded into a program that is not
TEST(Preload, ChangesNothingInAProgramThatUsesNoLoop) {
    const GuardedRun plain = run_guarded("/bin/ls /");
    for (const char* guard : {"uv", "qt"}) {
        const GuardedRun guarded = run_guarded("/bin/ls /", guard);
        EXPECT_EQ(guarded.status, plain.status) << guard;
        EXPECT_EQ(guarded.out, plain.out) << guard;
        EXPECT_EQ(guarded.err, "") << guard;
    }
}
#endif

} // namespace
