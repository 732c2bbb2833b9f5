// The serialised form of facts: exact both ways, and whatever is wrong with it is one clear line.

#include "analysis/json_format.h"
#include "sample_facts.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <set>

namespace looplint::testing {

namespace {
/// The error of reading `bytes`; "accepted" if there is none.
std::string errorOf(std::string_view bytes) {
    try {
        readFacts(bytes, "x.facts");
    } catch (const FormatError& error) {
        return error.what();
    }
    return "accepted";
}

template <class Change>
std::string errorAfter(Change change) {
    UnitFacts facts = sampleFacts();
    change(facts);
    return errorOf(writeFacts(facts));
}

/// The same, after a change to the body of its function.
template <class Change>
std::string errorAfterBody(Change change) {
    return errorAfter([&](UnitFacts& facts) {
        BodyFacts body = facts.functions[0].body.facts();
        change(body);
        facts.functions[0].body = body;
    });
}

TEST(Facts, RoundTripIsExact) {
    const UnitFacts facts = sampleFacts();
    const std::string bytes = writeFacts(facts);
    EXPECT_EQ(readFacts(bytes, "x"), facts);
    EXPECT_EQ(writeFacts(readFacts(bytes, "x")), bytes);
}
TEST(Facts, AnEmptyUnitRoundTrips) {
    const UnitFacts empty;
    EXPECT_EQ(readFacts(writeFacts(empty), "x"), empty);
}
TEST(Facts, TextThatIsNoUtf8RoundTripsAndPrints) {
    UnitFacts facts;
    facts.unit = "/src/caf\xe9.cpp";
    EXPECT_EQ(readFacts(writeFacts(facts), "x").unit, Name("/src/caf\xe9.cpp"));
    EXPECT_EQ(printFacts(facts), "{\"unit\":\"/src/caf\xef\xbf\xbd.cpp\"}");
}
TEST(Facts, TheSeedOfTheFuzzerIsOfThisVersion) {
    std::ifstream file(LOOPLINT_TESTS_DIR "/fuzz/seeds/facts/service.facts", std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(file), {}};
    EXPECT_FALSE(readFacts(bytes, "service.facts").functions.empty());
}
TEST(Facts, AProgramIsItsUnits) {
    UnitFacts other;
    other.unit = "/src/b.cpp";
    const std::string program = writeProgram({writeFacts(sampleFacts()), writeFacts(other)});
    EXPECT_EQ(readProgram(program, "x"), (std::vector{sampleFacts(), other}));
    EXPECT_EQ(readProgram(writeProgram({}), "x"), std::vector<UnitFacts>());
}
TEST(Facts, BodiesOfAProgramThatIsKeptAreReadWhenTheyAreAskedFor) {
    static const std::string program = writeProgram({writeFacts(sampleFacts())});
    const UnitFacts expected = sampleFacts(), late = readProgram(program, "x", true)[0];
    const FunctionFact &function = late.functions[0], &same = expected.functions[0];
    EXPECT_TRUE(function.body.isStored());
    EXPECT_EQ(function.body.mentions(), same.body.mentions());
    EXPECT_EQ(function.events(), same.events());
    EXPECT_EQ(function.blocks(), same.blocks());
    EXPECT_EQ(function.body.mentions(), same.body.mentions());
    EXPECT_EQ(writeFacts(late), writeFacts(expected));
}
TEST(Facts, WhatIsWrongWithAKeptBodyIsSaidThenWithItsPlace) {
    UnitFacts facts = sampleFacts();
    BodyFacts body = facts.functions[0].body.facts();
    body.events[1].kind = EventKind(7);
    facts.functions[0].body = body;
    static const std::string program = writeProgram({writeFacts(facts)});
    const UnitFacts late = readProgram(program, "x", true)[0];
    try {
        late.functions[0].events();
        FAIL() << "it was accepted";
    } catch (const FormatError& error) {
        EXPECT_STREQ(error.what(),
                     "x: units[0]: functions[0].events[1].kind: expected a number up to 6");
    }
}
TEST(Facts, MentionsAreWhatABodyNamesEachOnce) {
    const Mentions mentions = sampleFacts().functions[0].body.mentions();
    EXPECT_EQ(mentions.names, (List<Name>{"asio::post", "std::optional", "Timer"}));
    EXPECT_EQ(mentions.classes, (List<Name>{"c:@S@io_context", "c:@S@Holder", "c:@S@Timer"}));
    EXPECT_EQ(mentions.fields, List<Name>()) << "its field is of nobody knows what";
    EXPECT_EQ(mentions.entities, (List<Entity>{{"c:@io", "a.cpp"}}));
    EXPECT_EQ(mentions.callees, (List<Callee>{{{"c:@F@post", ""}, true}}));
    EXPECT_TRUE(mentions.isOpaque);
}

struct Row {
    const char* what;
    std::string bytes;
    const char* error;
};
TEST(Facts, WhatIsNoFactsFileIsRefused) {
    using namespace std::string_literals;
    const Row rows[] = {
        {"nothing", "", "x.facts: expected looplint facts"},
        {"a list", "[]", "x.facts: expected looplint facts"},
        {"no end of the line", "looplint-facts 5", "x.facts: expected looplint facts"},
        {"another form", writeProgram({}), "x.facts: expected looplint facts"},
        {"another version", "looplint-facts 99\n",
         "x.facts: expected version 5; extract the unit again with this looplint"},
        {"no version", "looplint-facts  \n",
         "x.facts: expected version 5; extract the unit again with this looplint"},
        {"no names", "looplint-facts 5\n", "x.facts: names: expected more: the file ends here"},
        {"fewer names than said", "looplint-facts 5\n\x03"s,
         "x.facts: names: expected more: the file ends before the last element"},
        {"a name longer than the file", "looplint-facts 5\n\x01\x05main"s,
         "x.facts: names: expected more: the file ends before the last element"},
        {"a number longer than any", "looplint-facts 5\n" + std::string(12, '\xff'),
         "x.facts: names: expected a number up to 4294967295"},
        {"no unit", "looplint-facts 5\n\0"s, "x.facts: expected more: the file ends here"},
        {"a name of none", "looplint-facts 5\n\0\x01\0"s,
         "x.facts: unit: expected an index into names, of which there are none"},
        {"a name too far", "looplint-facts 5\n\x01\x01x\x01\x01"s,
         "x.facts: unit: expected a number up to 0"},
        {"a member it does not know", "looplint-facts 5\n\0\x80\x01"s,
         "x.facts: expected no members but those of version 5"},
        {"more than a unit", writeFacts({}) + "\0"s, "x.facts: expected nothing after it"}};
    for (const Row& row : rows) EXPECT_EQ(errorOf(row.bytes), row.error) << row.what;
}

TEST(Facts, EveryPartOfAFileIsRefused) {
    const std::string bytes = writeFacts(sampleFacts());
    for (size_t size = 0; size < bytes.size(); ++size) {
        const std::string error = errorOf(std::string_view(bytes).substr(0, size));
        EXPECT_TRUE(error.starts_with("x.facts: ")) << size << ": " << error;
        EXPECT_NE(error.find("expected "), std::string::npos) << size << ": " << error;
    }
}
TEST(Facts, EveryByteThatIsChangedIsRefusedAndNamedOrSaysSomethingElse) {
    const std::string bytes = writeFacts(sampleFacts());
    std::set<std::string> errors;
    for (size_t at = 0; at < bytes.size(); ++at)
        for (const int change : {1, 2, 4, 8, 16, 32, 64, 128, 255}) {
            std::string broken = bytes;
            broken[at] = static_cast<char>(broken[at] ^ change);
            const std::string error = errorOf(broken);
            errors.insert(error);
            if (error != "accepted")
                EXPECT_NE(error.find(": expected "), std::string::npos) << at << ": " << error;
            else
                EXPECT_NE(readFacts(broken, "x"), sampleFacts()) << at;
        }
    EXPECT_GT(errors.size(), 200u); // each names its place
}

TEST(Facts, AKindThatIsNoneIsRefusedWithItsPlace) {
    EXPECT_EQ(errorAfterBody([](BodyFacts& f) { f.events[1].kind = EventKind(7); }),
              "x.facts: functions[0].events[1].kind: expected a number up to 6");
    EXPECT_EQ(
        errorAfter([](UnitFacts& f) { f.functions[0].captures[0].value.kind = ValueKind(12); }),
        "x.facts: functions[0].captures[0].value.k: expected a number up to 11");
    EXPECT_EQ(errorAfter([](UnitFacts& f) { f.records[0].bases[0].held = Held(3); }),
              "x.facts: records[0].bases[0].held: expected a number up to 2");
    EXPECT_EQ(errorAfter([](UnitFacts& f) { f.variables[0].storage = Storage(3); }),
              "x.facts: variables[0].storage: expected a number up to 2");
}
TEST(Facts, IndicesThatLeadNowhereAreRefused) {
    EXPECT_EQ(errorAfterBody([](BodyFacts& f) { f.events[0].object.parts[1].event = 2; }),
              "x.facts: functions[0]: expected the index of one of its 2 events");
    EXPECT_EQ(errorAfter([](UnitFacts& f) { f.functions[0].captures[0].value.parts[1].event = 7; }),
              "accepted")
        << "it speaks of another function, and is checked where it is used";
    EXPECT_EQ(errorAfterBody([](BodyFacts& f) { f.blocks[1].end = 9; }),
              "x.facts: functions[0]: expected blocks within its events");
    EXPECT_EQ(errorAfterBody([](BodyFacts& f) { f.blocks[0].successors = {1, 2}; }),
              "x.facts: functions[0]: expected successors among its blocks");
}
TEST(Facts, ShapesThatTheAnalysisReliesOnAreRequired) {
    EXPECT_EQ(errorAfterBody([](BodyFacts& f) { f.blocks[0].successors = {1}; }),
              "x.facts: functions[0]: expected two successors of a block with a condition");
    EXPECT_EQ(errorAfterBody([](BodyFacts& f) { f.events[0].args.clear(); }),
              "x.facts: functions[0]: expected an argument of each event that stores, awaits or "
              "initializes");
    EXPECT_EQ(errorAfterBody([](BodyFacts& f) { f.blocks[0].condition->parts.clear(); }),
              "x.facts: functions[0]: expected operands of an operator");
}
TEST(Facts, ValuesNestedTooDeepAreRefused) {
    const std::string error = errorAfterBody([](BodyFacts& f) {
        Value value{.kind = ValueKind::Literal};
        for (int i = 0; i < 3000; ++i) {
            Value outer{.kind = ValueKind::List};
            outer.parts.push_back(std::move(value));
            value = std::move(outer);
        }
        f.events[0].object = std::move(value);
    });
    EXPECT_TRUE(error.ends_with(": expected at most 2000 levels of nesting")) << error;
}
} // namespace

} // namespace looplint::testing
