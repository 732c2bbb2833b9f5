#include "lifespan.h"

#include "loop/log.h"
#include "loop/sleep.h"

namespace loop::http {

namespace {

// Whether the handlers succeeded; logs why they did not.
Coroutine<bool> succeeds(Coroutine<void> handlers) {
    std::exception_ptr failure;
    try {
        co_await std::move(handlers);
    } catch (const CancelledError&) {
        throw; // the server itself is being ended
    } catch (...) {
        failure = std::current_exception();
    }
    if (!failure) {
        co_await sleep(Duration::zero()); // what the handlers started takes its first step
        co_return true;
    }
    log::error(describe(failure));
    co_return false;
}

} // namespace

Coroutine<bool> Lifespan::startup() {
    if (!on_) co_return true;
    const bool done = co_await succeeds(app_.startup(info_));
    co_return done;
}

Coroutine<bool> Lifespan::shutdown() {
    if (!on_) co_return true;
    const bool done = co_await succeeds(app_.shutdown(info_));
    co_return done;
}

} // namespace loop::http
