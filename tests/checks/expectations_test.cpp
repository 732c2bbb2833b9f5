// The comparison itself can fail: an unmatched want, an unwanted finding, a want in the wrong
// place.

#include "expectations.h"

#include <gtest/gtest.h>

#include <stdexcept>

namespace looplint::testing {

namespace {
Finding findingAt(uint32_t line, const char* message) {
    Finding finding;
    finding.check = "loop-x";
    finding.at = {"a.cpp", line, 1};
    finding.message = message;
    finding.notes = {{{"a.cpp", line + 1, 1}, "because"}};
    return finding;
}

TEST(Expectations, AMatchedWantIsNoDifference) {
    EXPECT_EQ(differences({{"a.cpp", 3, "is bad [loop-x]", false}}, {findingAt(3, "this is bad")}),
              "");
}
TEST(Expectations, AnUnmatchedWantIsADifference) {
    EXPECT_EQ(differences({{"a.cpp", 3, "is bad", false}}, {}), "a.cpp:3: not found: is bad\n");
}
TEST(Expectations, AnUnwantedFindingIsADifference) {
    EXPECT_EQ(differences({}, {findingAt(3, "this is bad")}),
              "a.cpp:3: unwanted: this is bad [loop-x]\n");
}
TEST(Expectations, AFindingOnAnotherLineMatchesNothing) {
    EXPECT_NE(differences({{"a.cpp", 4, "is bad", false}}, {findingAt(3, "is bad")}), "");
    EXPECT_NE(differences({{"b.cpp", 3, "is bad", false}}, {findingAt(3, "is bad")}), "");
}
TEST(Expectations, OneFindingMeetsOneWant) {
    EXPECT_NE(differences({{"a.cpp", 3, "bad", false}, {"a.cpp", 3, "bad", false}},
                          {findingAt(3, "bad")}),
              "");
}
TEST(Expectations, AWantForANoteIsMetByANoteOnly) {
    EXPECT_EQ(differences({{"a.cpp", 3, "bad", false}, {"a.cpp", 4, "because", true}},
                          {findingAt(3, "bad")}),
              "");
    EXPECT_NE(differences({{"a.cpp", 3, "bad", false}, {"a.cpp", 3, "because", true}},
                          {findingAt(3, "bad")}),
              "");
}

TEST(CaseFiles, WantsStandOnTheirLineAndMayBeSeveral) {
    const auto wants = wantsOf(
        "a.cpp", "int a;\nint b; // want \"one\" \"say \\\"two\\\"\"\n// want note \"three\"\n");
    ASSERT_EQ(wants.size(), 3u);
    EXPECT_EQ(wants[0].line, 2u);
    EXPECT_EQ(wants[1].text, "say \"two\"");
    EXPECT_TRUE(wants[2].isNote);
}
TEST(CaseFiles, AWantWithoutItsTextIsAnError) {
    EXPECT_THROW(wantsOf("a.cpp", "int a; // want\n// want nothing\n"), std::runtime_error);
    EXPECT_THROW(wantsOf("a.cpp", "int a; // want \"open\n"), std::runtime_error);
}
TEST(CaseFiles, AFileIsSplitAtItsMarks) {
    const auto parts = splitFile("// head\n//--- a.cpp\nint a;\n//--- b.h\nint b;\n");
    EXPECT_EQ(parts.size(), 2u);
    EXPECT_EQ(parts.at("a.cpp"), "int a;\n");
    EXPECT_EQ(splitFile("int a;\n").at(""), "int a;\n");
}
TEST(CaseFiles, AnUnknownLibraryIsAnError) { EXPECT_THROW(flagsFor("gtk"), std::runtime_error); }
} // namespace

} // namespace looplint::testing
