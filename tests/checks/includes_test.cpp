// Arrows between folders point one way.

#include "includes.h"

#include <gtest/gtest.h>

namespace looplint::testing {

namespace {
TEST(Includes, ArrowsPointOneWay) {
    for (const SourceFile& file : sourceFiles(LOOPLINT_SOURCE_DIR))
        EXPECT_EQ(forbiddenIncludes(file), "");
}
TEST(Includes, NoHeadersIncludeEachOther) {
    EXPECT_EQ(includeRing(sourceFiles(LOOPLINT_SOURCE_DIR)), "");
}

std::string verdict(const char* path, const char* include) {
    return forbiddenIncludes(
        {path, std::string("#include <vector>\n#include \"") + include + "\"\n"});
}
TEST(Includes, ClangInTheAnalysisIsSeen) {
    EXPECT_EQ(verdict("checks/analysis/x.h", "clang/AST/Decl.h"),
              "checks/analysis/x.h: may not include clang/AST/Decl.h\n");
    EXPECT_NE(verdict("checks/x.cpp", "match/names.h"), "");
    EXPECT_NE(verdict("checks/models/x.cpp", "llvm/Support/JSON.h"), "");
    EXPECT_NE(verdict("tool/report/x.cpp", "clang/Tooling/Core/Diagnostic.h"), "");
    EXPECT_NE(verdict("tool/lsp/x.cpp", "clang/AST/Decl.h"), "");
}
TEST(Includes, TheOtherHalfIsSeen) {
    EXPECT_NE(verdict("tool/x.cpp", "loop/event.h"), "");
    EXPECT_NE(verdict("checks/match/x.cpp", "loop/annotations.h"), "");
    EXPECT_NE(verdict("runtime/src/x.cpp", "analysis/fact.h"), "");
    EXPECT_NE(verdict("samples/x/main.cpp", "models/model.h"), "");
}
TEST(Includes, WhatIsAllowedIsSilent) {
    EXPECT_EQ(verdict("checks/match/x.cpp", "clang/AST/Decl.h"), "");
    EXPECT_EQ(verdict("tool/x.cpp", "match/extract.h"), "");
    EXPECT_EQ(verdict("samples/x/main.cpp", "loop/event.h"), "");
    EXPECT_EQ(verdict("tests/corpus/x.cpp", "clang/AST/Decl.h"), "");
}
TEST(Includes, ARingIsSeen) {
    EXPECT_EQ(includeRing({{"tool/a.h", "#include \"b.h\"\n"}, {"tool/b.h", "#include \"a.h\"\n"}}),
              "a.h -> b.h -> a.h");
    EXPECT_EQ(includeRing({{"tool/a.h", "#include \"b.h\"\n"}, {"tool/b.h", ""}}), "");
}
} // namespace

} // namespace looplint::testing
