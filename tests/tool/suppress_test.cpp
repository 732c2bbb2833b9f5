// NOLINT comments, with clang-tidy's rules.

#include "suppress.h"
#include "temporary_folder.h"

#include <gtest/gtest.h>

namespace looplint::testing {

namespace {
/// The lines of `text` that are covered for `check`, as a string of digits.
std::string covered(const char* text, const char* check = "loop-a") {
    Suppressions suppressions{text};
    std::string lines;
    for (uint32_t line = 1; line <= 9; ++line)
        if (suppressions.covers(line, check)) lines += std::to_string(line);
    return lines;
}

TEST(Suppressions, NolintCoversItsLine) {
    EXPECT_EQ(covered("a\nb // NOLINT\nc\n"), "2");
    EXPECT_EQ(covered("a // NOLINT: because\n"), "1");
    EXPECT_EQ(covered("a /* NOLINT */ b\n"), "1");
    EXPECT_EQ(covered("a // nolint\n"), "");
}
TEST(Suppressions, AListNamesTheChecks) {
    EXPECT_EQ(covered("a // NOLINT(loop-a)\n"), "1");
    EXPECT_EQ(covered("a // NOLINT(loop-b)\n"), "");
    EXPECT_EQ(covered("a // NOLINT(loop-b, loop-a)\n"), "1");
    EXPECT_EQ(covered("a // NOLINT(loop-*)\n"), "1");
    EXPECT_EQ(covered("a // NOLINT(clang-*)\n"), "");
    EXPECT_EQ(covered("a // NOLINT()\n"), "");
    EXPECT_EQ(covered("a // NOLINT(loop-b) NOLINT(loop-a)\n"), "1");
}
TEST(Suppressions, NolintNextLineCoversTheNext) {
    EXPECT_EQ(covered("// NOLINTNEXTLINE\na\nb\n"), "2");
    EXPECT_EQ(covered("// NOLINTNEXTLINE(loop-b)\na\n"), "");
}
TEST(Suppressions, ARangeCoversItsLines) {
    EXPECT_EQ(covered("a\n// NOLINTBEGIN\nb\nc\n// NOLINTEND\nd\n"), "2345");
    EXPECT_EQ(covered("// NOLINTBEGIN(loop-a)\nb\n// NOLINTEND(loop-a)\nd\n"), "123");
    EXPECT_EQ(covered("// NOLINTBEGIN(loop-b)\nb\n// NOLINTEND(loop-b)\n"), "");
}
TEST(Suppressions, RangesNest) {
    EXPECT_EQ(covered("// NOLINTBEGIN(loop-a)\n// NOLINTBEGIN(loop-b)\nx\n// "
                      "NOLINTEND(loop-b)\ny\n// NOLINTEND(loop-a)\nz\n"),
              "123456");
}
TEST(Suppressions, ARangeWithoutItsEndOrWithAnotherCoversNothing) {
    EXPECT_EQ(covered("// NOLINTBEGIN\na\nb\n"), "");
    EXPECT_EQ(covered("// NOLINTBEGIN(loop-a)\na\n// NOLINTEND\nb\n"), "");
    EXPECT_EQ(covered("a\n// NOLINTEND\n"), "");
}
TEST(Suppressions, OtherWordsAreNoComments) {
    EXPECT_EQ(covered("// NOLINTX\n"), "");
    EXPECT_EQ(covered("// NOLINTNEXTLINES\na\n"), "");
}
TEST(Suppressions, NoLineBreakAtTheEndIsFine) {
    EXPECT_EQ(covered("a // NOLINT"), "1");
    EXPECT_EQ(covered(""), "");
}

/// The lines of comments that hide nothing, for findings of loop-static-object on `lines`.
std::string unusedFor(const std::string& text, std::vector<uint32_t> lines, bool isEnabled = true) {
    const TemporaryFolder folder;
    const Name file(folder.write("a.cpp", text));
    std::vector<Finding> findings;
    for (const uint32_t line : lines) {
        findings.emplace_back().check = "loop-static-object";
        findings.back().at = {file, line, 1};
    }
    Suppressor suppressor;
    suppressor.drop(findings);
    std::string unused;
    for (const Finding& finding :
         suppressor.unused({file}, [&](const std::string&) { return isEnabled; }))
        unused += std::to_string(finding.at.line);
    return unused;
}
TEST(Suppressor, ACommentThatHidesNothingIsUnused) {
    EXPECT_EQ(unusedFor("a // NOLINT(loop-static-object)\n", {1}), "");
    EXPECT_EQ(unusedFor("a // NOLINT(loop-static-object)\n", {2}), "1");
    EXPECT_EQ(unusedFor("// NOLINTNEXTLINE(loop-*): why\na\n", {1}), "1");
    EXPECT_EQ(unusedFor("// NOLINTBEGIN(loop-*)\na\n// NOLINTEND(loop-*)\n", {2}), "");
    EXPECT_EQ(unusedFor("// NOLINTBEGIN(loop-*)\na\n// NOLINTEND(loop-*)\n", {4}), "1");
}
TEST(Suppressor, WhatIsNotForUsToJudgeIsSilent) {
    EXPECT_EQ(unusedFor("a // NOLINT\n", {}), "");
    EXPECT_EQ(unusedFor("a // NOLINT(*)\n", {}), "");
    EXPECT_EQ(unusedFor("a // NOLINT(bugprone-loop)\n", {}), "");
    EXPECT_EQ(unusedFor("a // NOLINT(loop-static-object)\n", {}, false), "");
    EXPECT_EQ(unusedFor("a // NOLINT(loop-unheard-of)\n", {}), "");
}
} // namespace

} // namespace looplint::testing
