// Debug mode: work that was made and never done.
#include <exception>

#include "loop/coroutine.h"
#include "loop/event_loop.h"
#include "loop/log.h"

namespace loop {

/// Not while an exception unwinds: nobody could have awaited it.
void warn_never_awaited(const PromiseBase& promise) noexcept {
    if (!running.loop || !running.loop->get_debug() || std::uncaught_exceptions() > 0) return;
    try {
        log::bare(log::Level::warning,
                  "RuntimeWarning: coroutine '" + function_name(promise.defined_at) +
                      "' was never awaited, defined at " + place_repr(promise.defined_at));
    } catch (...) { // out of memory: nothing can be said
    }
}

} // namespace loop
