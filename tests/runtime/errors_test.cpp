#include "loop/errors.h"

#include "loop/log.h"
#include "on_loops.h"

namespace loop::testing {
namespace {

struct OwnError : ValueError {
    using ValueError::ValueError;
};
template <class E>
std::exception_ptr pointer(E error) {
    return std::make_exception_ptr(std::move(error));
}

TEST(Errors, HavePythonsNames) {
    EXPECT_EQ(type_name(ValueError("x")), "ValueError");
    EXPECT_EQ(type_name(InvalidStateError("x")), "InvalidStateError");
    EXPECT_EQ(type_name(std::out_of_range("x")), "std::out_of_range");
    EXPECT_EQ(type_name(pointer(CancelledError())), "CancelledError");
    EXPECT_EQ(type_name(pointer(5)), "int");
    EXPECT_THAT(type_name(OwnError("x")), EndsWith("OwnError"));
}

TEST(Errors, DescribeThemselvesAsATracebacksLastLine) {
    EXPECT_EQ(describe(pointer(ValueError("boom"))), "ValueError: boom");
    EXPECT_EQ(describe(pointer(KeyError("event"))), "KeyError: 'event'");
    EXPECT_EQ(describe(pointer(TimeoutError())), "TimeoutError");
    EXPECT_EQ(describe(pointer(OSError(98, "text"))), "OSError: [Errno 98] text");
}

TEST(Log, PadsTheLevelAsUvicornDoes) {
    LogLines log;
    log::info("x");
    log::warning("x");
    log::error("x");
    log::debug("dropped");
    log::access("127.0.0.1:5 - \"GET / HTTP/1.1\" 200 OK");
    EXPECT_THAT(log.lines, ElementsAre("INFO:     x", "WARNING:  x", "ERROR:    x",
                                       "INFO:     127.0.0.1:5 - \"GET / HTTP/1.1\" 200 OK"));
}

TEST(Log, DropsWhatIsBelowItsLevel) {
    LogLines log;
    log::set_level(log::level_from_name("error"));
    log::warning("dropped");
    log::access("dropped");
    log::bare(log::Level::error, "kept");
    log::set_level(log::Level::info);
    log::set_access(false);
    log::access("dropped");
    log::set_access(true);
    EXPECT_THAT(log.lines, ElementsAre("kept"));
    EXPECT_EQ(thrown_by([] { log::level_from_name("loud"); }),
              "ValueError: unknown log level 'loud': expected debug, info, warning, error or off");
}

} // namespace
} // namespace loop::testing
