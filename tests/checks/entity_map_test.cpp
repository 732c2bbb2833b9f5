// EntityMap: by name and linkage, in the order in which entities were added.

#include "analysis/entity_map.h"

#include <gtest/gtest.h>

#include <string>

namespace looplint::testing {

namespace {
const Entity kStart{"c:@F@start", ""}, kOwn{"c:@F@start", "a.cpp"}, kOther{"c:@F@start", "b.cpp"};

TEST(EntityMap, HasNothingAtFirst) {
    const EntityMap<int> map;
    EXPECT_EQ(map.find(kStart), nullptr);
    EXPECT_EQ(map.find(kOwn), nullptr);
    EXPECT_EQ(map.begin(), map.end());
}
TEST(EntityMap, KeepsUnitsWithInternalLinkageApart) {
    EntityMap<std::string> map;
    map[kStart] = "of all";
    map[kOwn] = "a's";
    EXPECT_EQ(*map.find(kStart), "of all");
    EXPECT_EQ(*map.find(kOwn), "a's");
    EXPECT_EQ(map.find(kOther), nullptr);
}
TEST(EntityMap, SaysWhetherAValueIsNew) {
    EntityMap<int> map;
    EXPECT_TRUE(map.add(kOwn).second);
    map[kOwn] = 7;
    const auto [value, isNew] = map.add(kOwn);
    EXPECT_FALSE(isNew);
    EXPECT_EQ(value, 7);
}
TEST(EntityMap, FindsNamesThatAreMadeAfterIt) {
    EntityMap<int> map;
    map[kStart] = 1;
    const Entity late{Name("c:@F@made_later"), {}};
    EXPECT_EQ(map.find(late), nullptr);
    map[late] = 2;
    EXPECT_EQ(*map.find(late), 2);
    EXPECT_EQ(*map.find(kStart), 1);
}
TEST(EntityMap, ValuesStayWhereTheyAreInTheirOrder) {
    EntityMap<int> map;
    const int* first = &(map[kOther] = 0);
    for (int i = 1; i < 1000; ++i) map[{Name("c:@F@f" + std::to_string(i)), {}}] = i;
    EXPECT_EQ(map.find(kOther), first);
    int expected = 0;
    for (const auto& [entity, value] : map) EXPECT_EQ(value, expected++);
    EXPECT_EQ(expected, 1000);
}
} // namespace

} // namespace looplint::testing
