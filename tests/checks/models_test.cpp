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
      "loops": [{"type": "ev::Loop", "run": ["run"], "stop": ["quit"], "pool": true}],
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
      "forks": ["ev_fork"],
      "main-loops": ["ev_main"],
      "thread-loops": ["ev_current"],
      "hand-overs": [{"functions": ["ev::post"], "loop": 0, "callable": 1, "waits": true},
                     {"functions": ["ev::idle"], "home": "ev_main"}],
      "threads": [{"functions": ["ev_thread"], "callable": 1, "pool": true}],
      "thread-methods": ["ev::Thread::body"],
      "joins": ["ev::Thread::join"],
      "operations": [{"functions": ["ev_io_stop"], "object": 0, "concurrent-only": true,
                      "unless-called": ["ev_lock"], "if-callable": true},
                     {"functions": ["ui_*"], "home": "main"}],
      "thread-safe": ["ui_version", "ui_*_type"],
      "connections": [{"functions": ["ev::connect"], "signal": 1, "receiver": 2, "slot": 3}],
      "guards": [{"functions": ["ev::on"], "loops": {"ev::UI": "ev_main"}, "assert": true}],
      "waits": [{"functions": ["ev::Promise::get"], "object": "object", "for-loop": true,
                 "unless-callable": true}],
      "signals": ["ev::Promise::set"],
      "moves": ["ev::move"], "thread-of": ["ev::thread_of"], "current-thread": ["ev::self"],
      "same-thread": ["ev::same"], "children": ["ev::next"],
      "direct": ["ev::Direct"], "blocking": ["ev::Blocking"], "queues": ["ev::post"],
      "locks": ["ev::Guard"],
      "frees": ["ev_free"], "detaches": ["ev_detach"], "deletes-at-home": ["ev::later"],
      "setups": [{"functions": ["ev_lock"], "before": ["ev_new"], "advice": "first"}]
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
    EXPECT_EQ(models.binder("ev_io_init")->loop.index, 2u);
    EXPECT_EQ(models.binder("ev_io_init")->object.index, 1u);
    EXPECT_EQ(models.server("ev::serve")->application, 1u);
    EXPECT_TRUE(models.staticMacro("EV_STATIC")->allowed);
    EXPECT_TRUE(models.isDefaultLoop("ev_default") && models.isApplication("ev::App") &&
                models.isAccessor("ev::Timer::loop"));
    EXPECT_TRUE(models.runsLoop("ev::Loop::run") && models.runsLoop("ev_run") &&
                models.stopsLoop("ev::Loop::quit"));
    EXPECT_TRUE(models.stopsLoop("ev_break") && models.forks("ev_fork"));
}
TEST(Models, WhereCodeRunsIsRead) {
    Models models;
    models.add(completeModel().dump(), "ev.json");
    ASSERT_TRUE(models.handOver("ev::post") && models.handOver("ev::idle"));
    EXPECT_TRUE(models.handOver("ev::post")->waits);
    EXPECT_EQ(models.handOver("ev::post")->callable.index, 1u);
    EXPECT_TRUE(models.handOver("ev::idle")->loop.isNone());
    EXPECT_EQ(models.handOver("ev::idle")->home.kind, HomeKind::Named);
    EXPECT_EQ(models.handOver("ev::idle")->home.name, Name("ev_main"));
    ASSERT_TRUE(models.threadEntry("ev_thread"));
    EXPECT_TRUE(models.threadEntry("ev_thread")->isPool);
    EXPECT_TRUE(models.isThreadMethod("ev::Thread::body") && models.joins("ev::Thread::join"));
    EXPECT_TRUE(models.isMainLoop("ev_main") && models.isDefaultLoop("ev_main"));
    EXPECT_TRUE(models.isThreadLoop("ev_current") && !models.isDefaultLoop("ev_current"));
    ASSERT_TRUE(models.guard("ev::on"));
    EXPECT_TRUE(models.guard("ev::on")->isAssert);
    EXPECT_EQ(models.guard("ev::on")->loops.at("ev::UI"), Name("ev_main"));
    EXPECT_TRUE(models.movesToThread("ev::move") && models.yieldsThread("ev::thread_of") &&
                models.isCurrentThread("ev::self"));
}
TEST(Models, WhatMayRunWhereIsRead) {
    Models models;
    models.add(completeModel().dump(), "ev.json");
    const Operation* stop = models.operation("ev_io_stop");
    ASSERT_TRUE(stop);
    EXPECT_TRUE(stop->isConcurrentOnly && stop->ifCallable);
    EXPECT_EQ(stop->unlessCalled, std::vector<Name>{"ev_lock"});
    ASSERT_TRUE(models.operation("ui_show"));
    EXPECT_EQ(models.operation("ui_show")->home.kind, HomeKind::Main);
    EXPECT_FALSE(models.operation("ui_version") || models.operation("ui_label_type"));
    EXPECT_TRUE(models.isThreadSafe("ui_version") && models.isThreadSafe("ui_label_type"));
    EXPECT_FALSE(models.isThreadSafe("ui_show") || models.isThreadSafe("ui_type"));
    ASSERT_TRUE(models.wait("ev::Promise::get"));
    EXPECT_TRUE(models.wait("ev::Promise::get")->isForLoop);
    EXPECT_TRUE(models.wait("ev::Promise::get")->unlessCallable);
    EXPECT_TRUE(models.signals("ev::Promise::set") && models.frees("ev_free") &&
                models.detaches("ev_detach") && models.deletesAtHome("ev::later"));
    EXPECT_TRUE(models.isDirect("ev::Direct") && models.isBlocking("ev::Blocking") &&
                models.queues("ev::post") &&
                models.isLock("ev::Guard"));
    EXPECT_EQ(models.connection("ev::connect")->slot, 3u);
    ASSERT_EQ(models.setups().size(), 1u);
    EXPECT_EQ(models.setups()[0].advice, "first");
}
TEST(Models, AStarOfATypeIsEveryMethodOnItsObjects) {
    Models models;
    models.add(R"({"library": "ui", "bound": [{"types": ["ui::Widget"], "binds": "thread",
                   "static": "never", "home": "main", "operations": ["*"],
                   "thread-safe": ["id"]}]})",
               "ui.json");
    const BoundType* widget = models.bound("ui::Widget");
    EXPECT_TRUE(models.operation("ui::Widget::show"));
    EXPECT_FALSE(models.operation("ui::Widget::id"));
    EXPECT_FALSE(models.operation("ui::Label::setText"));
    EXPECT_TRUE(models.operation("ui::Label::setText", widget));
    ASSERT_TRUE(models.construction("ui::Widget"));
    EXPECT_EQ(models.construction("ui::Widget")->home.kind, HomeKind::Main);
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
         R"(ev.json: binders[0].loop: expected the index of an argument, "object" or "result")"},
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
        {"/forks", 1, "ev.json: forks: expected a list"},
        {"/hand-overs/0",
         {{"functions", {"f"}}},
         R"(ev.json: hand-overs[0]: expected "loop" or "home")"},
        {"/hand-overs/0/loop", "this",
         R"(ev.json: hand-overs[0].loop: expected the index of an argument, "object" or "result")"},
        {"/hand-overs/1/home", 1, "ev.json: hand-overs[1].home: expected a string"},
        {"/hand-overs/0/waits", 1, "ev.json: hand-overs[0].waits: expected true or false"},
        {"/threads/0/pool", "x", "ev.json: threads[0].pool: expected true or false"},
        {"/operations/0",
         {{"functions", {"f"}}},
         R"(ev.json: operations[0]: expected "object" or "home")"},
        {"/operations/0/if-callable", 1,
         "ev.json: operations[0].if-callable: expected true or false"},
        {"/operations/0/unless-called", "f",
         "ev.json: operations[0].unless-called: expected a list"},
        {"/connections/0/slot", "x",
         "ev.json: connections[0].slot: expected a whole number from 0 to 4294967295"},
        {"/guards/0/loops", "x", "ev.json: guards[0].loops: expected an object"},
        {"/waits/0/object", "x",
         R"(ev.json: waits[0].object: expected the index of an argument, "object" or "result")"},
        {"/setups/0/before", "x", "ev.json: setups[0].before: expected a list"},
        {"/thread-safe/0", 1, "ev.json: thread-safe[0]: expected a string"}};
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
                                                        {"/static-macros/0", "name"},
                                                        {"/hand-overs/0", "functions"},
                                                        {"/threads/0", "functions"},
                                                        {"/operations/0", "functions"},
                                                        {"/connections/0", "slot"},
                                                        {"/guards/0", "functions"},
                                                        {"/waits/0", "object"},
                                                        {"/setups/0", "before"}};
    for (const auto& [place, member] : rows) {
        const std::string error = errorAfter([&](json& model) { model[P(place)].erase(member); });
        EXPECT_TRUE(error.ends_with(std::string(": expected a member \"") + member + "\""))
            << error;
    }
}
TEST(Models, AMisspeltMemberIsNotIgnored) {
    using P = json::json_pointer;
    for (const char* place :
         {"", "/loops/0", "/bound/0", "/bound/0/binds", "/binders/0", "/servers/0",
          "/static-macros/0", "/hand-overs/0", "/threads/0", "/operations/0", "/connections/0",
          "/guards/0", "/waits/0", "/setups/0"}) {
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
