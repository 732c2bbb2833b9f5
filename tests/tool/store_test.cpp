// The cache's files, and the conditions that preambles rely on.

#include "stable_condition.h"
#include "store.h"

#include "temporary_folder.h"

#include <gtest/gtest.h>

#include <fstream>

namespace looplint::testing {

namespace {

TEST(Store, KeepsWhatWasPutUnderItsKeyAndKind) {
    TemporaryFolder folder;
    const Store store(folder.path() + "/cache");
    EXPECT_FALSE(store.get("units", "key"));
    EXPECT_TRUE(store.put("units", "key", std::string("a\0b", 3)));
    EXPECT_EQ(store.get("units", "key"), std::string("a\0b", 3));
    EXPECT_FALSE(store.get("runs", "key"));
    EXPECT_TRUE(store.put("units", "key", "new"));
    EXPECT_EQ(store.get("units", "key"), "new");
    EXPECT_EQ(store.size().files, 1u);
    EXPECT_TRUE(store.clear());
    EXPECT_EQ(store.size().files, 0u);
}

TEST(Store, StaysWithinItsLimit) {
    TemporaryFolder folder;
    const Store store(folder.path() + "/cache", 10000);
    for (int i = 0; i < 20; ++i) store.put("units", std::to_string(i), std::string(1000, 'x'));
    store.prune();
    EXPECT_LE(store.size().bytes, 10000u);
    EXPECT_GT(store.size().files, 5u);
}

std::optional<bool> valueOf(const char* condition) {
    return stableValue(condition, [](llvm::StringRef name) -> std::optional<bool> {
        if (name == "YES") return true;
        if (name == "NO") return false;
        return std::nullopt;
    });
}

TEST(StableCondition, IsSettledByNamesWithAKnownState) {
    EXPECT_EQ(valueOf("defined(YES)"), true);
    EXPECT_EQ(valueOf("!defined NO"), true);
    EXPECT_EQ(valueOf("defined(MAYBE) || defined(YES)"), true);
    EXPECT_EQ(valueOf("(defined(MAYBE) || defined(YES)) && !defined(NO)"), true);
    EXPECT_EQ(valueOf("defined(MAYBE) && defined(NO)"), false);
}

TEST(StableCondition, IsNotSettledByOtherNamesOrArithmetic) {
    EXPECT_EQ(valueOf("defined(MAYBE)"), std::nullopt);
    EXPECT_EQ(valueOf("defined(YES) && defined(MAYBE)"), std::nullopt);
    EXPECT_EQ(valueOf("VALUE > 3"), std::nullopt);
    EXPECT_EQ(valueOf("defined(YES) && VALUE > (3 + 4)"), std::nullopt);
    EXPECT_EQ(valueOf("defined(YES) == 0"), std::nullopt);
    EXPECT_EQ(valueOf(""), std::nullopt);
}

} // namespace

} // namespace looplint::testing
