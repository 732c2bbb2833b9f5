// The serialised form of facts: exact both ways, and whatever is wrong with it is one clear line.

#include "analysis/json_format.h"
#include "sample_facts.h"

#include <gtest/gtest.h>

#include <functional>

namespace looplint::testing {

namespace {
using nlohmann::json;

json sampleDocument() { return json::parse(writeFacts(sampleFacts())); }

/// The error of reading `text`; "accepted" if there is none.
std::string errorOf(const std::string& text) {
    try {
        readFacts(text, "x.facts");
    } catch (const FormatError& error) {
        return error.what();
    }
    return "accepted";
}

std::string errorAfter(const std::function<void(json&)>& change) {
    json document = sampleDocument();
    change(document);
    return errorOf(document.dump());
}

TEST(Facts, RoundTripIsExact) {
    const UnitFacts facts = sampleFacts();
    const std::string text = writeFacts(facts);
    EXPECT_EQ(readFacts(text, "x"), facts);
    EXPECT_EQ(writeFacts(readFacts(text, "x")), text);
}
TEST(Facts, AnEmptyUnitRoundTrips) {
    const UnitFacts empty;
    EXPECT_EQ(readFacts(writeFacts(empty), "x"), empty);
}
TEST(Facts, TextThatIsNoUtf8CanBeWritten) {
    UnitFacts facts;
    facts.unit = "/src/caf\xe9.cpp";
    EXPECT_EQ(readFacts(writeFacts(facts), "x").unit, Name("/src/caf\xef\xbf\xbd.cpp"));
}

struct Row {
    const char* what;
    std::string text;
    const char* error;
};
TEST(Facts, WhatIsNoFactsDocumentIsRefused) {
    const Row rows[] = {
        {"nothing", "", "x.facts:1: not valid JSON"},
        {"half", "{\n\"looplint-facts\": 1,\n", "x.facts:3: not valid JSON"},
        {"a list", "[]", "x.facts: expected looplint facts"},
        {"another document", "{\"version\": 1}", "x.facts: expected looplint facts"},
        {"text as version", R"({"looplint-facts": "1"})",
         "x.facts: looplint-facts: expected a whole number from 0 to 4294967295"},
        {"another version", R"({"looplint-facts": 99})",
         "x.facts: looplint-facts: expected version 1; extract the unit again with this looplint"},
        {"no names", R"({"looplint-facts": 1, "facts": {}})",
         "x.facts: expected a member \"names\""},
        {"no facts", R"({"looplint-facts": 1, "names": []})",
         "x.facts: expected a member \"facts\""},
        {"names that are none", R"({"looplint-facts": 1, "names": [1], "facts": {}})",
         "x.facts: names[0]: expected a string"},
        {"facts that are none", R"({"looplint-facts": 1, "names": [], "facts": []})",
         "x.facts: facts: expected an object"}};
    for (const Row& row : rows)
        EXPECT_EQ(errorOf(row.text).substr(0, std::string(row.error).size()), row.error)
            << row.what;
}

/// Calls `visit` with each value below `place`.
void forEach(const json& value, const json::json_pointer& at,
             const std::function<void(const json::json_pointer&)>& visit) {
    visit(at);
    if (value.is_object())
        for (const auto& [key, member] : value.items()) forEach(member, at / key, visit);
    if (value.is_array())
        for (size_t i = 0; i < value.size(); ++i) forEach(value[i], at / i, visit);
}

TEST(Facts, EveryMemberOfTheWrongFormIsRefusedAndNamed) {
    const json document = sampleDocument();
    int rows = 0;
    forEach(document["facts"], json::json_pointer("/facts"), [&](const json::json_pointer& at) {
        json broken = document;
        broken[at] = json::parse(R"("no")");
        const std::string error = errorOf(broken.dump());
        EXPECT_TRUE(error.starts_with("x.facts: facts")) << at.to_string() << ": " << error;
        EXPECT_NE(error.find(": expected "), std::string::npos) << at.to_string() << ": " << error;
        ++rows;
    });
    EXPECT_GT(rows, 200); // every kind of fact is in there
}
TEST(Facts, EveryObjectRefusesAMemberItDoesNotKnow) {
    const json document = sampleDocument();
    forEach(document["facts"], json::json_pointer("/facts"), [&](const json::json_pointer& at) {
        if (!document[at].is_object()) return;
        json broken = document;
        broken[at]["surprise"] = 1;
        EXPECT_NE(errorOf(broken.dump()).find("expected no members but those of version 1"),
                  std::string::npos)
            << at.to_string();
    });
}
TEST(Facts, EveryIndexAndKindOutOfRangeIsRefused) {
    const json document = sampleDocument();
    forEach(document["facts"], json::json_pointer("/facts"), [&](const json::json_pointer& at) {
        if (!document[at].is_number()) return;
        const std::string member = at.back();
        if (member == "l" || member == "c" || member == "v") return; // may be any; "v": see below
        json broken = document;
        broken[at] = 4000000000u;
        EXPECT_NE(errorOf(broken.dump()), "accepted") << at.to_string();
    });
}

TEST(Facts, IndicesThatLeadNowhereAreRefused) {
    const json::json_pointer function("/facts/functions/0");
    EXPECT_EQ(
        errorAfter([&](json& d) { d[function / "events" / 0 / "object" / "p" / 1]["v"] = 2; }),
        "x.facts: function start: expected the index of one of its 2 events");
    EXPECT_EQ(
        errorAfter([&](json& d) { d[function / "captures" / 0 / "value" / "p" / 1]["v"] = 7; }),
        "accepted")
        << "it speaks of another function, and is checked where it is used";
    EXPECT_EQ(errorAfter([&](json& d) { d[function / "blocks" / 1]["end"] = 9; }),
              "x.facts: function start: expected blocks within its events");
    EXPECT_EQ(errorAfter([&](json& d) { d[function / "blocks" / 0]["next"] = {1, 2}; }),
              "x.facts: function start: expected successors among its blocks");
}
TEST(Facts, ShapesThatTheAnalysisReliesOnAreRequired) {
    const json::json_pointer function("/facts/functions/0");
    EXPECT_EQ(errorAfter([&](json& d) { d[function / "blocks" / 0]["next"] = {1}; }),
              "x.facts: function start: expected two successors of a block with a condition");
    EXPECT_EQ(errorAfter([&](json& d) { d[function / "events" / 0].erase("args"); }),
              "x.facts: function start: expected an argument of each event that stores, awaits or "
              "initializes");
    EXPECT_EQ(errorAfter([&](json& d) { d[function / "blocks" / 0 / "if"].erase("p"); }),
              "x.facts: function start: expected operands of an operator");
}
TEST(Facts, ValuesNestedTooDeepAreRefused) {
    const std::string error = errorAfter([](json& d) {
        json value = {{"k", 12}};
        for (int i = 0; i < 3000; ++i) value = {{"k", 12}, {"p", json::array({std::move(value)})}};
        d["/facts/functions/0/events/0/object"_json_pointer] = std::move(value);
    });
    EXPECT_EQ(error, "x.facts: expected at most 2000 levels of nesting");
}
} // namespace

} // namespace looplint::testing
