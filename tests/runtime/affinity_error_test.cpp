// Both sides of an affinity error: where the object was made, where it was used, on which loops;
// and the report line for tools.
#include "loop/affinity_error.h"

#include <cstdio>
#include <cstdlib>
#include <fstream>

#include <nlohmann/json.hpp>

#include "on_loops.h"

namespace loop::testing {
namespace {

unsigned here(SourceLocation where = SourceLocation::current()) { return where.line(); }

class AffinityErrorTest : public TwoLoops {
  protected:
    template <class F>
    std::optional<AffinityError> caught_on(EventLoop& loop, F body) {
        try {
            loop.run_until_complete(body());
        } catch (const AffinityError& error) {
            return error;
        }
        return std::nullopt;
    }
};

TEST_F(AffinityErrorTest, NamesBothPlacesAndBothLoops) {
    Event event(a);
    unsigned made = here() - 1;
    unsigned used = 0;
    auto error = caught_on(b, [&]() -> Coroutine<void> {
        used = here() + 1;
        co_await event.wait();
    });
    ASSERT_TRUE(error);
    EXPECT_STREQ(error->sides().object_type, "loop::Event");
    EXPECT_EQ(error->sides().created.line(), made);
    EXPECT_EQ(error->sides().used.line(), used);
    EXPECT_THAT(error->what(),
                MatchesRegex("Task <Task pending .*> got Future <Future pending> attached to a "
                             "different loop\n"
                             "  object: loop::Event created at .*affinity_error_test.cpp:[0-9]+:"
                             "[0-9]+ in loop::testing::AffinityErrorTest_.*TestBody, bound to loop "
                             "'" +
                             a.name() +
                             "'\n"
                             "  used: at .*affinity_error_test.cpp:[0-9]+:[0-9]+ in .*, on loop '" +
                             b.name() + "'"));
}

TEST_F(AffinityErrorTest, TheUseIsTheUsersAwaitAlsoThroughTheLibrary) {
    Event event(a);
    Future<int> future(a);
    Lock lock(a);
    unsigned line = 0;
    auto check = [&](auto body) {
        auto error = caught_on(b, body);
        ASSERT_TRUE(error);
        EXPECT_EQ(error->sides().used.line(), line);
        EXPECT_THAT(error->sides().used.file_name(), EndsWith("affinity_error_test.cpp"));
    };
    check([&]() -> Coroutine<void> {
        line = here() + 1;
        co_await wait_for(event.wait(), 1s);
    });
    check([&]() -> Coroutine<void> {
        line = here() + 1;
        co_await future;
    });
    check([&]() -> Coroutine<void> {
        line = here() + 1;
        co_await wait_for(future, 1s);
    });
    check([&]() -> Coroutine<void> {
        line = here() + 1;
        co_await wait(futures(future));
    });
    check([&]() -> Coroutine<void> {
        co_await lock.acquire();
        line = here() + 1;
        auto held = co_await lock.hold();
    });
}

TEST_F(AffinityErrorTest, TheObjectIsWhatTheUserMade) {
    auto type_of = [&](auto awaitable) {
        auto await_it = [&]() -> Coroutine<void> { co_await std::move(awaitable); };
        auto error = caught_on(b, await_it);
        return std::string(error ? error->sides().object_type : "no error");
    };
    LogLines log;
    Event event(a);
    Semaphore semaphore(0, a);
    Queue<int> queue(0, a);
    EXPECT_EQ(type_of(event.wait()), "loop::Event");
    EXPECT_EQ(type_of(semaphore.acquire()), "loop::Semaphore");
    EXPECT_EQ(type_of(queue.get()), "loop::Queue");
    EXPECT_EQ(type_of(Future<int>(a)), "loop::Future");
    EXPECT_EQ(type_of(a.create_task(sleep(1s))), "loop::Task");
}

TEST_F(AffinityErrorTest, ADefaultLoopIsNamedAsSuch) {
    Event event; // made for the main thread's default loop
    auto error = caught_on(b, [&]() -> Coroutine<void> { co_await event.wait(); });
    ASSERT_TRUE(error);
    EXPECT_THAT(error->what(), HasSubstr("bound to loop 'default (uv-"));
}

TEST_F(AffinityErrorTest, IsARuntimeErrorForPython) {
    auto error = caught_on(b, [&]() -> Coroutine<void> { co_await Future<int>(a); });
    ASSERT_TRUE(error);
    EXPECT_EQ(type_name(*error), "RuntimeError");
    EXPECT_TRUE((std::is_base_of_v<RuntimeError, AffinityError>));
}

class Report : public AffinityErrorTest {
  protected:
    Report() { ::setenv("LOOP_REPORT", path_.c_str(), 1); }
    ~Report() override {
        ::unsetenv("LOOP_REPORT");
        std::remove(path_.c_str());
    }
    std::vector<nlohmann::json> lines() const {
        std::vector<nlohmann::json> found;
        std::ifstream file(path_);
        for (std::string line; std::getline(file, line);)
            found.push_back(nlohmann::json::parse(line));
        return found;
    }
    std::string path_ = ::testing::TempDir() + "loop_report_" + std::to_string(::getpid());
};

TEST_F(Report, EachErrorIsOneJsonLine) {
    Event event(a);
    unsigned made = here() - 1;
    unsigned used = 0;
    auto body = [&]() -> Coroutine<void> {
        used = here() + 1;
        co_await event.wait();
    };
    EXPECT_TRUE(caught_on(b, body));
    EXPECT_TRUE(caught_on(b, body));
    auto reports = lines();
    ASSERT_EQ(reports.size(), 2u);
    auto& report = reports[1];
    EXPECT_EQ(report["version"], 1);
    EXPECT_EQ(report["kind"], "different-loop");
    EXPECT_THAT(report["message"].get<std::string>(),
                EndsWith("got Future <Future pending> attached to a different loop"));
    EXPECT_EQ(report["object"]["type"], "loop::Event");
    EXPECT_THAT(report["object"]["created"]["file"].get<std::string>(),
                EndsWith("affinity_error_test.cpp"));
    EXPECT_EQ(report["object"]["created"]["line"], made);
    EXPECT_EQ(report["object"]["loop"], a.name());
    EXPECT_EQ(report["use"]["line"], used);
    EXPECT_GT(report["use"]["column"], 0);
    EXPECT_THAT(report["use"]["function"].get<std::string>(), EndsWith("TestBody()::<lambda>"));
    EXPECT_EQ(report["running"], b.name());
    EXPECT_EQ(report["thread"], "MainThread");
}

TEST_F(Report, AFileThatCannotBeWrittenIsOneLineOnce) {
    LogLines log;
    ::setenv("LOOP_REPORT", "/nonexistent/report", 1);
    for (int i = 0; i < 2; ++i)
        EXPECT_TRUE(caught_on(b, [&]() -> Coroutine<void> { co_await Future<int>(a); }));
    EXPECT_THAT(log.lines, ElementsAre("LOOP_REPORT: cannot write '/nonexistent/report': No such "
                                       "file or directory"));
}

} // namespace
} // namespace loop::testing
