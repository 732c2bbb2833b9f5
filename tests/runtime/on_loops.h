// on_loops.h — the loops that tests run on, and what an awaitable throws there.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "loop/loop.h"

namespace loop::testing {

using namespace std::chrono_literals;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::MatchesRegex;
using ::testing::Not;
using ::testing::StartsWith;

/// A kind of loop that a program brings along: here Asio's, under another name.
inline constexpr const char* kRegistered = "brought_along";
inline const bool registered_once = (register_loop(kRegistered, make_asio_backend), true);

/// Whether there is such a loop, on this kernel and in this build; else why not.
inline bool can_run(const char* kind, std::string& why_not) {
    try {
        new_event_loop(kind);
        return true;
    } catch (const OSError& error) {
        why_not = std::string("this kernel does not let us: ") + error.what();
    } catch (const ValueError& error) {
        why_not = std::string("not in this build: ") + error.what();
    }
    return false;
}
/// For tests that are skipped if there is none.
inline std::unique_ptr<EventLoop> loop_or_stand_in(const char* kind) {
    std::string why_not;
    return new_event_loop(can_run(kind, why_not) ? kind : "manual");
}

/// Awaits; "ValueError: text" of what it throws, or "no error".
template <class A>
Coroutine<std::string> error_of(A awaitable) {
    try {
        co_await std::move(awaitable);
    } catch (...) {
        co_return describe(std::current_exception());
    }
    co_return "no error";
}

/// The same for a plain call.
template <class F>
std::string thrown_by(F call) {
    try {
        call();
    } catch (...) {
        return describe(std::current_exception());
    }
    return "no error";
}

inline std::string first_line(const std::string& text) { return text.substr(0, text.find('\n')); }

/// Two loops with jumping clocks: objects are made for `a` and used on `b`.
class TwoLoops : public ::testing::Test {
  protected:
    template <class A>
    std::string error_on(EventLoop& loop, A awaitable) {
        return first_line(loop.run_until_complete(error_of(std::move(awaitable))));
    }
    /// Runs the coroutine function on the loop; it lives as long as its coroutine.
    template <class F>
    auto on(EventLoop& loop, F body) {
        return loop.run_until_complete(body());
    }

    std::unique_ptr<EventLoop> owned_a = new_event_loop("manual");
    std::unique_ptr<EventLoop> owned_b = new_event_loop("manual");
    EventLoop& a = *owned_a;
    EventLoop& b = *owned_b;
};

/// One loop with a jumping clock.
class OneLoop : public ::testing::Test {
  protected:
    template <class F>
    auto run(F body) {
        return loop.run_until_complete(body());
    }
    template <class A>
    std::string error(A awaitable) {
        return loop.run_until_complete(error_of(std::move(awaitable)));
    }

    std::unique_ptr<EventLoop> owned = new_event_loop("manual");
    EventLoop& loop = *owned;
};

/// Collects what the runtime logs while it lives.
class LogLines {
  public:
    LogLines() {
        log::set_sink([this](log::Level, std::string_view line) { lines.emplace_back(line); });
    }
    ~LogLines() { log::set_sink(nullptr); }
    std::vector<std::string> lines;
};

/// New objects bind lazily while it lives.
class LazyBinding {
  public:
    LazyBinding() { set_binding(Binding::lazy); }
    ~LazyBinding() { set_binding(Binding::eager); }
};

} // namespace loop::testing
