// Models: what they say is found under every spelling; what is wrong with one is one clear line
// that names the file, the place in it and what was expected.

#include "analysis/json_format.h"
#include "models/model.h"

#include <gtest/gtest.h>

#include <functional>

namespace looplint::testing {

namespace {
using nlohmann::json;

/// A model that uses every member of the schema.
json completeModel() {
    return json::parse(R"({
      "library": "ev",
      "aliases": {"ev": ["vendor::ev"]},
      "loops": [{"type": "ev::Loop", "run": ["run"], "stop": ["quit"]}],
      "bound": [{"types": ["ev::Timer"], "binds": {"argument": 1}, "static": "judged", "needs-application": true,
                 "starts": ["arm", "start_*"], "advice": "do so"},
                {"types": ["ev::Watch"], "binds": "current", "static": "never"},
                {"types": ["ev::Child"], "binds": "thread", "static": "allowed"},
                {"types": ["ev_io"], "binds": "call", "static": "allowed"}],
      "binders": [{"functions": ["ev_io_init"], "loop": 2, "object": 1, "advice": "late"}],
      "servers": [{"function": "ev::serve", "application": 1, "advice": "in a handler"}],
      "static-macros": [{"macro": "EV_STATIC", "name": 0, "allowed": true}],
      "default-loops": ["ev_default"],
      "applications": ["ev::App"],
      "accessors": ["ev::Timer::loop"],
      "run": ["ev_run"],
      "stop": ["ev_break"],
      "forks": ["ev_fork"]
    })");
}

std::string errorOf(const std::string& text) {
    Models models;
    try {
        models.add(text, "ev.json");
    } catch (const FormatError& error) {
        return error.what();
    }
    return "accepted";
}
std::string errorAfter(const std::function<void(json&)>& change) {
    json model = completeModel();
    change(model);
    return errorOf(model.dump());
}

TEST(Models, ACompleteModelIsReadWhole) {
    Models models;
    models.add(completeModel().dump(), "ev.json");
    ASSERT_TRUE(models.bound("ev::Timer"));
    EXPECT_EQ(models.bound("ev::Timer")->argument, 1u);
    EXPECT_EQ(models.bound("ev::Timer")->binding, Binding::Argument);
    EXPECT_EQ(models.bound("ev::Timer")->advice, "do so");
    EXPECT_TRUE(models.bound("ev::Timer")->needsApplication);
    EXPECT_TRUE(matches(models.bound("ev::Timer")->starts, "ev::Timer::arm"));
    EXPECT_EQ(models.bound("ev::Watch")->binding, Binding::Current);
    EXPECT_EQ(models.bound("ev::Watch")->staticRule, StaticRule::Never);
    EXPECT_EQ(models.bound("ev::Child")->binding, Binding::Thread);
    EXPECT_EQ(models.bound("ev_io")->binding, Binding::Call);
    EXPECT_EQ(models.binder("ev_io_init")->loop, 2u);
    EXPECT_EQ(models.server("ev::serve")->application, 1u);
    EXPECT_TRUE(models.staticMacro("EV_STATIC")->allowed);
    EXPECT_TRUE(models.isDefaultLoop("ev_default") && models.isApplication("ev::App") &&
                models.isAccessor("ev::Timer::loop"));
    EXPECT_TRUE(models.runsLoop("ev::Loop::run") && models.runsLoop("ev_run") &&
                models.stopsLoop("ev::Loop::quit"));
    EXPECT_TRUE(models.stopsLoop("ev_break") && models.forks("ev_fork"));
}
TEST(Models, AnAliasIsTheSameLibrary) {
    Models models;
    models.add(completeModel().dump(), "ev.json");
    EXPECT_TRUE(models.bound("vendor::ev::Timer"));
    EXPECT_TRUE(models.runsLoop("vendor::ev::Loop::run"));
    EXPECT_TRUE(
        matches(models.bound("vendor::ev::Timer")->starts, "vendor::ev::Timer::start_soon"));
    EXPECT_FALSE(models.bound("other::ev::Timer"));
    EXPECT_FALSE(models.bound("Timer"));
}
TEST(Models, TheOnesThatComeWithItAreRight) {
    const Models models = Models::builtin();
    EXPECT_TRUE(models.bound("boost::asio::basic_waitable_timer") &&
                models.bound("asio::basic_waitable_timer"));
    EXPECT_TRUE(models.bound("uv_timer_s") && models.bound("QTimer") &&
                models.bound("loop::Event"));
}
TEST(Models, AStarMatchesAPrefixOnly) {
    EXPECT_TRUE(matches({"a::async_*"}, "a::async_read"));
    EXPECT_FALSE(matches({"a::async_*"}, "b::a::async_read"));
    EXPECT_FALSE(matches({"a::async"}, "a::async_read"));
}

TEST(Models, EachFieldOfTheWrongFormIsRefused) {
    using P = json::json_pointer;
    struct Row {
        const char* place;
        json value;
        const char* error;
    };
    const Row rows[] = {
        {"/library", 1, "ev.json: library: expected a string"},
        {"/aliases", "x", "ev.json: aliases: expected an object"},
        {"/aliases/ev", "x", "ev.json: aliases.ev: expected a list"},
        {"/aliases/ev/0", 1, "ev.json: aliases.ev[0]: expected a string"},
        {"/loops", {{"type", "x"}}, "ev.json: loops: expected a list"},
        {"/loops/0", "x", "ev.json: loops[0]: expected an object"},
        {"/loops/0/type", 1, "ev.json: loops[0].type: expected a string"},
        {"/loops/0/type", "", "ev.json: loops[0].type: expected a name"},
        {"/loops/0/run", "run", "ev.json: loops[0].run: expected a list"},
        {"/loops/0/stop/0", 1, "ev.json: loops[0].stop[0]: expected a string"},
        {"/bound/0/types", "x", "ev.json: bound[0].types: expected a list"},
        {"/bound/0/types/0", 1, "ev.json: bound[0].types[0]: expected a string"},
        {"/bound/0/binds", "late",
         R"(ev.json: bound[0].binds: expected {"argument": N}, "current", "thread" or "call")"},
        {"/bound/0/binds", 1,
         R"(ev.json: bound[0].binds: expected {"argument": N}, "current", "thread" or "call")"},
        {"/bound/0/binds/argument", -1,
         "ev.json: bound[0].binds.argument: expected a whole number from 0 to 4294967295"},
        {"/bound/0/static", "maybe",
         R"(ev.json: bound[0].static: expected "never", "judged" or "allowed")"},
        {"/bound/0/static", 1, "ev.json: bound[0].static: expected a string"},
        {"/bound/0/needs-application", "yes",
         "ev.json: bound[0].needs-application: expected true or false"},
        {"/bound/0/starts", "arm", "ev.json: bound[0].starts: expected a list"},
        {"/bound/0/advice", 1, "ev.json: bound[0].advice: expected a string"},
        {"/binders/0/functions", "f", "ev.json: binders[0].functions: expected a list"},
        {"/binders/0/loop", "0",
         "ev.json: binders[0].loop: expected a whole number from 0 to 4294967295"},
        {"/binders/0/object", 1.5,
         "ev.json: binders[0].object: expected a whole number from 0 to 4294967295"},
        {"/servers/0/function", 1, "ev.json: servers[0].function: expected a string"},
        {"/servers/0/application", "app",
         "ev.json: servers[0].application: expected a whole number from 0 to 4294967295"},
        {"/static-macros/0/macro", 1, "ev.json: static-macros[0].macro: expected a string"},
        {"/static-macros/0/name", "x",
         "ev.json: static-macros[0].name: expected a whole number from 0 to 4294967295"},
        {"/static-macros/0/allowed", 1,
         "ev.json: static-macros[0].allowed: expected true or false"},
        {"/default-loops", "x", "ev.json: default-loops: expected a list"},
        {"/applications/0", 1, "ev.json: applications[0]: expected a string"},
        {"/accessors/0", "", "ev.json: accessors[0]: expected a name"},
        {"/run", 1, "ev.json: run: expected a list"},
        {"/stop", 1, "ev.json: stop: expected a list"},
        {"/forks", 1, "ev.json: forks: expected a list"}};
    for (const Row& row : rows)
        EXPECT_EQ(errorAfter([&](json& model) { model[P(row.place)] = row.value; }), row.error);
}
TEST(Models, AMissingMemberIsNamed) {
    using P = json::json_pointer;
    const std::pair<const char*, const char*> rows[] = {{"", "library"},
                                                        {"/loops/0", "type"},
                                                        {"/bound/0", "types"},
                                                        {"/bound/0", "binds"},
                                                        {"/bound/0", "static"},
                                                        {"/binders/0", "functions"},
                                                        {"/binders/0", "loop"},
                                                        {"/binders/0", "object"},
                                                        {"/servers/0", "function"},
                                                        {"/servers/0", "application"},
                                                        {"/static-macros/0", "macro"},
                                                        {"/static-macros/0", "name"}};
    for (const auto& [place, member] : rows) {
        const std::string error = errorAfter([&](json& model) { model[P(place)].erase(member); });
        EXPECT_TRUE(error.ends_with(std::string(": expected a member \"") + member + "\""))
            << error;
    }
}
TEST(Models, AMisspeltMemberIsNotIgnored) {
    using P = json::json_pointer;
    for (const char* place : {"", "/loops/0", "/bound/0", "/bound/0/binds", "/binders/0",
                              "/servers/0", "/static-macros/0"}) {
        const std::string error = errorAfter([&](json& model) { model[P(place)]["statik"] = 1; });
        EXPECT_NE(error.find("statik: unknown member; known are: "), std::string::npos) << error;
    }
}
TEST(Models, WhatIsNoModelIsRefused) {
    EXPECT_EQ(errorOf("").substr(0, 27), "ev.json:1: not valid JSON: ");
    EXPECT_EQ(errorOf("{\n\n]").substr(0, 27), "ev.json:3: not valid JSON: ");
    EXPECT_EQ(errorOf("[]"), "ev.json: expected an object");
    EXPECT_EQ(errorOf("1"), "ev.json: expected an object");
}
} // namespace

} // namespace looplint::testing
