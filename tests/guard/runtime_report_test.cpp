// Reports read back: this very program's functions and variables are the places.
#include "runtime_report.h"

#include "analysis/json_format.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <link.h>
#include <source_location>

using namespace looplint;

static int staticObject[4]; // marker
constexpr unsigned kStaticObjectLine = __LINE__ - 1;

namespace {

using testing::HasSubstr;

// The address as the executable's debug information counts it.
std::string ownAddress(uintptr_t address) {
    uintptr_t base = 0;
    dl_iterate_phdr(
        [](dl_phdr_info* info, size_t, void* result) {
            *static_cast<uintptr_t*>(result) = info->dlpi_addr;
            return 1; // the executable comes first
        },
        &base);
    return R"({"module":"/proc/self/exe","offset":)" + std::to_string(address - base) + "}";
}

std::string reportLine(const std::string& created, const std::string& use) {
    return R"({"version":1,"kind":"never-run","message":"m","object":{"type":"steady_timer",)"
           R"("created":)" +
           created + R"(,"loop":"a"},"use":)" + use + R"(,"running":"b","thread":"MainThread"})";
}

const std::string kKnown = R"({"file":"/x/a.cpp","line":3,"column":5,"function":"f"})";

RuntimeReport readOne(const std::string& line) {
    Symbolizer symbolizer;
    auto reports = parseReports(line, "reports", symbolizer);
    return reports.at(0);
}

[[gnu::noinline]] uintptr_t returnAddress() {
    return reinterpret_cast<uintptr_t>(__builtin_return_address(0));
}

TEST(RuntimeReport, PlaceWithAFileIsTakenAsItIs) {
    const RuntimeReport report = readOne(reportLine(kKnown, kKnown));
    EXPECT_EQ(report.created, (SourcePlace{"/x/a.cpp", 3, 5, "f"}));
    EXPECT_EQ(report.use, report.created);
    EXPECT_EQ(report.kind, "never-run");
    EXPECT_EQ(report.type, "steady_timer");
    EXPECT_EQ(report.loop, "a");
    EXPECT_EQ(report.running, "b");
}

TEST(RuntimeReport, FrameIsTheLineOfItsCall) {
    const auto here = std::source_location::current();
    const std::string frame = ownAddress(returnAddress());
    const RuntimeReport report = readOne(reportLine(kKnown, R"({"frames":[)" + frame + "]}"));
    EXPECT_EQ(report.use.file, here.file_name());
    EXPECT_EQ(report.use.line, here.line() + 1);
}

TEST(RuntimeReport, StaticObjectIsTheLineOfItsDefinition) {
    const auto inside = reinterpret_cast<uintptr_t>(&staticObject[2]);
    const RuntimeReport report =
        readOne(reportLine(R"({"frames":[],"symbol":)" + ownAddress(inside) + "}", kKnown));
    EXPECT_EQ(report.created.file, __FILE__);
    EXPECT_EQ(report.created.line, kStaticObjectLine);
}

TEST(RuntimeReport, FramesOutsideOfTheProgramsSourcesAreSkipped) {
    const std::string unknown = R"({"module":"/nonexistent","offset":7})";
    const std::string frame = ownAddress(returnAddress());
    const RuntimeReport report =
        readOne(reportLine(kKnown, R"({"frames":[)" + unknown + "," + frame + "]}"));
    EXPECT_EQ(report.use.file, __FILE__);
    EXPECT_FALSE(readOne(reportLine(kKnown, R"({"frames":[)" + unknown + "]}")).use.isKnown());
}

TEST(RuntimeReport, SystemAndGuardSourcesAreNotTheProgramsOwn) {
    EXPECT_TRUE(isOwnSource("/home/me/main.cpp"));
    EXPECT_FALSE(isOwnSource("/usr/include/boost/asio.hpp"));
    EXPECT_FALSE(isOwnSource("/opt/x/include/loop/guard/asio_registry.h"));
    EXPECT_FALSE(isOwnSource("<invalid>"));
    EXPECT_FALSE(isOwnSource(""));
}

TEST(RuntimeReport, EmptyLinesAndAMissingFileAreNoReports) {
    Symbolizer symbolizer;
    EXPECT_TRUE(parseReports("\n\n", "reports", symbolizer).empty());
    EXPECT_TRUE(readReports("/nonexistent/report", symbolizer).empty());
}

struct Malformed {
    const char* from; // replaced in a good line ...
    const char* to;   // ... by this
    const char* complaint;
};

class MalformedReport : public testing::TestWithParam<Malformed> {};

TEST_P(MalformedReport, IsNamedByFileLineFieldAndExpectation) {
    const std::string good = reportLine(
        R"({"frames":[{"module":"m","offset":1}],"symbol":{"module":"m","offset":2}})", kKnown);
    std::string bad = good;
    const size_t at = bad.find(GetParam().from);
    ASSERT_NE(at, std::string::npos);
    bad.replace(at, std::string(GetParam().from).size(), GetParam().to);
    Symbolizer symbolizer;
    try {
        parseReports(good + "\n" + bad + "\n", "out.jsonl", symbolizer);
        FAIL() << "read " << bad;
    } catch (const FormatError& error) {
        EXPECT_THAT(error.what(), HasSubstr("out.jsonl:2"));
        EXPECT_THAT(error.what(), HasSubstr(GetParam().complaint));
    }
}

INSTANTIATE_TEST_SUITE_P(
    Fields, MalformedReport,
    testing::Values(
        Malformed{R"("version":1)", R"("version":2)", "version: expected 1"},
        Malformed{R"("version":1,)", "", "expected a member \"version\""},
        Malformed{R"("kind":"never-run")", R"("kind":7)", "kind: expected a string"},
        Malformed{R"("message":"m",)", "", "expected a member \"message\""},
        Malformed{R"("object":{)", R"("object":[{)", "not valid JSON"},
        Malformed{R"("type":"steady_timer",)", "", "object: expected a member \"type\""},
        Malformed{R"({"frames":[{"module":"m","offset":1}],)", R"({"frames":3,)",
                  "object.created.frames: expected a list"},
        Malformed{R"("offset":1)", R"("offset":-1)",
                  "object.created.frames[0].offset: expected a whole number"},
        Malformed{R"({"module":"m","offset":2})", R"("here")",
                  "created.symbol: expected an object"},
        Malformed{R"("line":3)", R"("line":"3")", "use.line: expected a whole number"},
        Malformed{R"("thread":"MainThread")", R"("thread":null)", "thread: expected a string"}));

} // namespace
