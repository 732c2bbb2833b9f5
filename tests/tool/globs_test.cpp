// Lists of globs, as clang-tidy reads them.

#include "globs.h"
#include "options.h"

#include <gtest/gtest.h>

namespace looplint::testing {

namespace {
TEST(Globs, TheLastThatMatchesDecides) {
    EXPECT_TRUE(inGlobs("*", "loop-a"));
    EXPECT_FALSE(inGlobs("", "loop-a"));
    EXPECT_FALSE(inGlobs("*,-loop-a", "loop-a"));
    EXPECT_TRUE(inGlobs("-*,loop-a", "loop-a"));
    EXPECT_TRUE(inGlobs("*,-loop-*,loop-a", "loop-a"));
    EXPECT_FALSE(inGlobs("*,-loop-*,loop-a", "loop-b"));
    EXPECT_TRUE(inGlobs("-*, loop-a ,", "loop-a"));
    EXPECT_TRUE(inGlobs("loop-?", "loop-a"));
}
TEST(Globs, AGlobCoversTheWholeName) {
    EXPECT_FALSE(inGlobs("loop", "loop-a"));
    EXPECT_FALSE(inGlobs("oop-a", "loop-a"));
}

std::string errorOf(const std::string& globs) {
    try {
        refuseUnknownChecks(globs, "--checks");
    } catch (const UsageError& error) {
        return error.what();
    }
    return "accepted";
}
TEST(Globs, ANameThatIsNoCheckIsRefused) {
    EXPECT_EQ(errorOf("*,-loop-static-object"), "accepted");
    EXPECT_EQ(errorOf(""), "accepted");
    EXPECT_EQ(errorOf("clang-*"), "accepted");
    EXPECT_EQ(errorOf("loop-statik-object").substr(0, 56),
              "--checks: unknown check 'loop-statik-object'; known are:");
    EXPECT_EQ(errorOf("*,-loop-x").substr(0, 34), "--checks: unknown check 'loop-x'; ");
}
TEST(Globs, WhatIsNoGlobIsRefused) {
    EXPECT_TRUE(errorOf("loop-*[").starts_with("--checks: 'loop-*[' is no glob: "))
        << errorOf("loop-*[");
    EXPECT_TRUE(errorOf("*\\").starts_with("--checks: '*\\' is no glob: ")) << errorOf("*\\");
}
} // namespace

} // namespace looplint::testing
