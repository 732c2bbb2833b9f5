// What happens at an affinity error, by choice: raise, log, abort, or what a callback says.
#include <fstream>
#include <thread>

#include <nlohmann/json.hpp>

#include "loop/affinity_action.h"
#include "on_loops.h"

namespace loop::testing {
namespace {

class AffinityActions : public TwoLoops {
  protected:
    ~AffinityActions() override { on_affinity_error(AffinityAction::raise); }
};

Coroutine<std::string> wait_briefly(Event& event) {
    try {
        co_await wait_for(event.wait(), 10ms);
    } catch (const TimeoutError&) {
        co_return "timeout";
    } catch (const AffinityError& error) {
        co_return error.message();
    }
    co_return "set";
}

TEST_F(AffinityActions, RaiseIsTheDefault) {
    Event event(a);
    EXPECT_THAT(b.run_until_complete(wait_briefly(event)),
                EndsWith("attached to a different loop"));
}

TEST_F(AffinityActions, LogGoesOnAsIfNothingHadBeenChecked) {
    Event event(a);
    on_affinity_error(AffinityAction::log);
    LogLines log;
    b.call_later(5ms, [&event] { event.set(); });
    EXPECT_EQ(b.run_until_complete(wait_briefly(event)), "set");
    ASSERT_EQ(log.lines.size(), 1u);
    EXPECT_THAT(log.lines[0],
                AllOf(StartsWith("ERROR:    RuntimeError: Task <Task pending"),
                      HasSubstr("attached to a different loop\n  object: loop::Event created at")));
}

TEST_F(AffinityActions, LogLetsAnEventOfAnotherLoopTimeOut) {
    Event event(a);
    on_affinity_error(AffinityAction::log);
    LogLines log;
    EXPECT_EQ(b.run_until_complete(wait_briefly(event)), "timeout");
    EXPECT_EQ(event.repr().find("waiters"), std::string::npos);
}

TEST_F(AffinityActions, LogLetsALateBinderWaitWhereItIsUsed) {
    LazyBinding lazy;
    Event event;
    EXPECT_EQ(a.run_until_complete(wait_briefly(event)), "timeout");
    on_affinity_error(AffinityAction::log);
    LogLines log;
    b.call_later(5ms, [&event] { event.set(); });
    EXPECT_EQ(b.run_until_complete(wait_briefly(event)), "set");
    EXPECT_THAT(log.lines, ElementsAre(HasSubstr("is bound to a different event loop")));
}

TEST_F(AffinityActions, WhatCannotGoOnRaisesAllTheSame) {
    on_affinity_error(AffinityAction::log);
    LogLines log;
    Future<int> future(a);
    auto run = [&] { b.run_until_complete(future); };
    EXPECT_THAT(thrown_by(run), StartsWith("ValueError: The future belongs"));
    EXPECT_THAT(log.lines, ElementsAre(HasSubstr("ValueError: The future belongs")));
}

TEST_F(AffinityActions, ACallbackSeesBothSidesAndDecides) {
    Event event(a);
    std::vector<std::string> seen;
    on_affinity_error([&](const AffinityError& error) {
        seen.push_back(loop_name(error.sides().bound_to) + " " + loop_name(error.sides().used_on) +
                       " " + error.sides().object_type);
        return seen.size() == 1 ? AffinityAction::raise : AffinityAction::log;
    });
    LogLines log;
    EXPECT_THAT(b.run_until_complete(wait_briefly(event)), HasSubstr("different loop"));
    EXPECT_EQ(b.run_until_complete(wait_briefly(event)), "timeout");
    EXPECT_THAT(seen, ElementsAre(a.name() + " " + b.name() + " loop::Event",
                                  a.name() + " " + b.name() + " loop::Event"));
}

TEST_F(AffinityActions, NoCallbackIsRaise) {
    on_affinity_error([](const AffinityError&) { return AffinityAction::log; });
    on_affinity_error(AffinityCallback());
    Event event(a);
    EXPECT_THAT(b.run_until_complete(wait_briefly(event)), HasSubstr("different loop"));
}

using AffinityActionsDeathTest = AffinityActions;

TEST_F(AffinityActionsDeathTest, AbortShowsTheStacksOfBothSides) {
    EXPECT_DEATH(
        {
            on_affinity_error(AffinityAction::abort);
            Event event(a);
            b.run_until_complete(wait_briefly(event));
        },
        "attached to a different loop(.|\n)*created by:\n(.|\n)*Event::Event(.|\n)*"
        "used by:\n(.|\n)*EventLoop::run");
}

TEST_F(AffinityActionsDeathTest, AnObjectMadeBeforeTheChoiceHasNoStack) {
    EXPECT_DEATH(
        {
            Event event(a);
            on_affinity_error(AffinityAction::abort);
            b.run_until_complete(wait_briefly(event));
        },
        "created by:\n  \\(no stack: it was not kept\\)\nused by:\n");
}

TEST_F(AffinityActions, ASarifReportHoldsEachPairOfPlacesOnce) {
    const std::string path = ::testing::TempDir() + "affinity_action_test.sarif";
    std::remove(path.c_str());
    ::setenv("LOOP_REPORT", path.c_str(), 1);
    Event one(a);
    const auto line = SourceLocation::current().line() - 1;
    for (int i = 0; i < 3; ++i) b.run_until_complete(wait_briefly(one));
    Event two(a);
    b.run_until_complete(wait_briefly(two));
    ::unsetenv("LOOP_REPORT");

    const auto log = nlohmann::json::parse(std::ifstream(path));
    EXPECT_EQ(log.at("version"), "2.1.0");
    const auto& run = log.at("runs").at(0);
    EXPECT_EQ(run.at("tool").at("driver").at("name"), "looplint-runtime");
    ASSERT_EQ(run.at("results").size(), 2u);
    const auto& result = run.at("results").at(0);
    EXPECT_EQ(result.at("ruleId"), "loop-different-loop");
    const auto& place = result.at("locations").at(0).at("physicalLocation");
    EXPECT_EQ(place.at("region").at("startLine"), line);
    EXPECT_THAT(place.at("artifactLocation").at("uri"), EndsWith("affinity_action_test.cpp"));
    EXPECT_EQ(result.at("codeFlows").at(0).at("threadFlows").at(0).at("locations").size(), 2u);
    EXPECT_THAT(result.at("relatedLocations").at(0).at("message").at("text"),
                HasSubstr("used here on loop '" + b.name() + "'"));
    EXPECT_THAT(result.at("partialFingerprints").at("primaryLocationLineHash"),
                HasSubstr(":loop::Event"));
    std::remove(path.c_str());
}

} // namespace
} // namespace loop::testing
