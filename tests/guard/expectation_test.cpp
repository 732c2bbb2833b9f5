// expect.json: the form that the samples share, and every way to get it wrong.
#include "prove_expect.h"

#include "analysis/json_format.h"
#include "files.h"
#include "prove_process.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

using namespace looplint;

namespace {

using testing::ElementsAre;
using testing::HasSubstr;

const char* const kGood = R"({
  "findings": [{"check": "loop-static-object", "file": "main.cpp", "line": 13}],
  "runtime": {"raises": {"file": "main.cpp", "line": 13, "message": "different loop"},
              "guard": "asio"},
  "drive": [{"method": "GET", "path": "/", "status": 500, "contains": "Error"}],
  "output": ["served"],
  "fixed": {"drive": [], "output": ["heartbeat", "served"]}
})";

Expectation read(const std::string& text) {
    const TemporaryDirectory directory;
    writeFile(directory.file("expect.json"), text);
    return readExpectation(directory.file("expect.json"));
}

TEST(Expectation, EveryFieldIsRead) {
    const Expectation expected = read(kGood);
    ASSERT_EQ(expected.findings.size(), 1u);
    EXPECT_EQ(expected.findings[0].check, "loop-static-object");
    EXPECT_EQ(expected.findings[0].line, 13u);
    ASSERT_TRUE(expected.raises);
    EXPECT_EQ(expected.raises->message, "different loop");
    EXPECT_EQ(expected.guard, "asio");
    ASSERT_EQ(expected.behaviour.drive.size(), 1u);
    EXPECT_EQ(expected.behaviour.drive[0].status, 500u);
    EXPECT_THAT(expected.behaviour.output, ElementsAre("served"));
    EXPECT_TRUE(expected.fixed.drive.empty());
    EXPECT_THAT(expected.fixed.output, ElementsAre("heartbeat", "served"));
}

TEST(Expectation, CorrectSampleBehavesTheSameBeforeAndAfter) {
    const Expectation expected =
        read(R"({"findings":[],"runtime":{"raises":null},"drive":[],"output":["ok"]})");
    EXPECT_FALSE(expected.raises);
    EXPECT_EQ(expected.guard, "");
    EXPECT_THAT(expected.fixed.output, ElementsAre("ok"));
}

struct Malformed {
    const char* from;
    const char* to;
    const char* complaint;
};

class MalformedExpectation : public testing::TestWithParam<Malformed> {};

TEST_P(MalformedExpectation, IsNamedByFileFieldAndExpectation) {
    std::string text = kGood;
    const size_t at = text.find(GetParam().from);
    ASSERT_NE(at, std::string::npos);
    text.replace(at, std::string(GetParam().from).size(), GetParam().to);
    try {
        read(text);
        FAIL() << "read " << text;
    } catch (const FormatError& error) {
        EXPECT_THAT(error.what(), HasSubstr("/expect.json"));
        EXPECT_THAT(error.what(), HasSubstr(GetParam().complaint));
    }
}

INSTANTIATE_TEST_SUITE_P(
    Fields, MalformedExpectation,
    testing::Values(
        Malformed{R"("findings":)", R"("finding":)", "unknown member"},
        Malformed{R"("check": "loop-static-object")", R"("check": 1)", "findings[0].check"},
        Malformed{R"("line": 13})", R"("line": "13"})", "findings[0].line"},
        Malformed{R"("guard": "asio")", R"("guard": "gtk")", "expected \"asio\", \"uv\" or \"qt\""},
        Malformed{R"("message": "different loop")", R"("text": "")", "unknown member"},
        Malformed{R"("method": "GET", )", "", "expected a member \"method\""},
        Malformed{R"("status": 500)", R"("status": "500")", "drive[0].status"},
        Malformed{R"("output": ["served"])", R"("output": "served")", "output: expected a list"},
        Malformed{R"("fixed":)", R"("output2":)", "unknown member"},
        Malformed{R"("runtime": {)", R"("runtime": [{)", "not valid JSON"}));

} // namespace
