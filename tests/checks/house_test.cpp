// Code, pages and tests belong together; and each question asked here can be answered wrongly.

#include "house.h"

#include <gtest/gtest.h>

namespace looplint::testing {

namespace {
const std::vector<SourceFile>& repository() {
    static const auto* files = new std::vector<SourceFile>(sourceFiles(LOOPLINT_SOURCE_DIR));
    return *files;
}

TEST(House, EveryCheckHasPageCorpusAndNearMisses) {
    for (const Check* check : allChecks()) EXPECT_EQ(missingParts(*check, LOOPLINT_SOURCE_DIR), "");
}
TEST(House, ACheckWithoutItsPartsIsSeen) {
    const Check check{.name = "loop-not-there", .title = "", .options = {}, .run = nullptr};
    EXPECT_EQ(missingParts(check, LOOPLINT_SOURCE_DIR),
              "loop-not-there: no checks/not_there.cpp\nloop-not-there: no checks/not_there.md\n"
              "loop-not-there: no tests/corpus/not_there/basic.cpp\n"
              "loop-not-there: no tests/corpus/not_there/near_misses.cpp\n");
}

TEST(House, EveryMessageOfACheckIsQuotedByAWant) {
    std::vector<Want> wants;
    for (const char* folder : {"corpus", "programs"})
        for (const CaseFile& file : loadCases(folder))
            wants.insert(wants.end(), file.wants.begin(), file.wants.end());
    for (const SourceFile& file : repository())
        if (file.path.starts_with("checks/") && file.path.ends_with(".cpp"))
            EXPECT_EQ(unquotedMessages(file, wants), "");
}
TEST(House, AMessageThatNoWantQuotesIsSeen) {
    const SourceFile source{"checks/x.cpp",
                            "static constexpr Message kX{\"'{0}' is never tested; {1}\"};"};
    EXPECT_EQ(unquotedMessages(source, {{"a", 1, "'y' is never tested", false}}),
              "checks/x.cpp: no want quotes the message: '{0}' is never tested; {1}\n");
    EXPECT_EQ(unquotedMessages(source, {{"a", 1, "'y' is never tested; z", false}}), "");
}

TEST(House, NoSourceFileIsLongerThan400Lines) { EXPECT_EQ(longFiles(repository()), ""); }
TEST(House, ALongFileIsSeen) {
    EXPECT_EQ(longFiles({{"tool/x.cpp", std::string(401, '\n')}}), "tool/x.cpp: 401 lines\n");
    EXPECT_EQ(longFiles({{"tool/x.cpp", std::string(400, '\n')},
                         {"tool/x.json", std::string(999, '\n')}}),
              "");
}

TEST(House, EveryNoteReferredToIsDefinedOnce) { EXPECT_EQ(danglingNotes(repository()), ""); }
TEST(House, ADanglingNoteIsSeen) {
    const std::string ref = "// NOTE("
                            "ref: a-b)",
                      def = "// NOTE("
                            "def: a-b)";
    EXPECT_EQ(danglingNotes({{"x.cpp", ref}}), "x.cpp: no definition of NOTE a-b\n");
    EXPECT_EQ(danglingNotes({{"x.cpp", ref}, {"y.h", def}}), "");
    EXPECT_EQ(danglingNotes({{"x.cpp", def}, {"y.h", def}}),
              "y.h: a second definition of NOTE a-b\n");
}

TEST(House, NoFileNamesAHandleOfTheWorkingPapers) { EXPECT_EQ(paperHandles(repository()), ""); }
TEST(House, AHandleOfTheWorkingPapersIsSeen) {
    EXPECT_EQ(paperHandles({{"x.cpp", "// see LL"
                                      "20"}}),
              "x.cpp: names LL"
              "20\n");
    EXPECT_EQ(paperHandles({{"x.cpp", "LLVM 19, LL2, ALL20"}}), "");
}
} // namespace

} // namespace looplint::testing
