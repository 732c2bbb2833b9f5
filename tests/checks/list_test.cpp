// List: what a vector does, in the space of a pointer.

#include "analysis/list.h"

#include <gtest/gtest.h>

#include <string>

namespace looplint::testing {

namespace {
using Texts = List<std::string>;
const std::string kLong(100, 'x');

TEST(List, TakesTheSpaceOfAPointer) { EXPECT_EQ(sizeof(Texts), sizeof(void*)); }
TEST(List, IsEmptyAtFirst) {
    const Texts none;
    EXPECT_TRUE(none.empty());
    EXPECT_EQ(none.begin(), none.end());
    EXPECT_EQ(none, Texts(none));
}
TEST(List, KeepsWhatIsAddedInOrder) {
    Texts texts{"a"};
    for (int i = 0; i < 100; ++i) texts.push_back(kLong + std::to_string(i));
    EXPECT_EQ(texts.size(), 101u);
    EXPECT_EQ(texts.front(), "a");
    EXPECT_EQ(texts[50], kLong + "49");
    EXPECT_EQ(texts.back(), kLong + "99");
}
TEST(List, AddsWhatIsInItAlready) {
    Texts texts{kLong};
    for (int i = 0; i < 10; ++i) texts.push_back(texts.front());
    EXPECT_EQ(texts.back(), kLong);
}
TEST(List, CopiesAreTheirOwn) {
    Texts texts{kLong, "b"}, copy = texts;
    copy[1] = "c";
    EXPECT_EQ(texts, (Texts{kLong, "b"}));
    EXPECT_EQ(copy, (Texts{kLong, "c"}));
    texts = copy;
    EXPECT_EQ(texts, copy);
    texts = *&texts;
    EXPECT_EQ(texts, copy);
}
TEST(List, WhatIsMovedFromIsEmpty) {
    Texts texts{kLong};
    const Texts taken = std::move(texts);
    EXPECT_EQ(taken, Texts{kLong});
    EXPECT_TRUE(texts.empty()); // NOLINT(bugprone-use-after-move)
}
TEST(List, TakesOut) {
    Texts texts{"a", kLong, "c", "d"};
    texts.erase(texts.begin() + 1);
    EXPECT_EQ(texts, (Texts{"a", "c", "d"}));
    texts.pop_back();
    EXPECT_EQ(texts, (Texts{"a", "c"}));
    texts.clear();
    EXPECT_TRUE(texts.empty());
    texts.push_back("e");
    EXPECT_EQ(texts, Texts{"e"});
}
TEST(List, GrowsAndShrinksToASize) {
    Texts texts{"a", kLong};
    texts.resize(3);
    EXPECT_EQ(texts, (Texts{"a", kLong, ""}));
    texts.resize(1);
    EXPECT_EQ(texts, Texts{"a"});
}
TEST(List, CanBeReadBackwards) {
    const Texts texts{"a", "b", kLong};
    EXPECT_EQ(Texts(texts.rbegin(), texts.rend()), (Texts{kLong, "b", "a"}));
}
TEST(List, MayHoldItsOwnKind) {
    struct Tree {
        List<Tree> branches;
    };
    Tree tree;
    tree.branches.push_back(Tree{});
    tree.branches.push_back(tree);
    EXPECT_EQ(tree.branches[1].branches.size(), 1u);
}
} // namespace

} // namespace looplint::testing
