// wait_for.h — one awaitable with a time limit. asyncio.wait_for, as of Python 3.8.
#pragma once

#include <optional>

#include "loop/at.h"
#include "loop/ensure_future.h"
#include "loop/loop_bound.h"

namespace loop {

/// What wait_for does between making the inner future and reading it: true when the inner future
/// is done; false after the timeout, when it was cancelled and has come to its end.
Coroutine<bool> wait_until_done(AnyFuture inner, std::optional<Duration> timeout,
                                SourceLocation use);

/// Makes an inner task of a coroutine. At the timeout it is cancelled and awaited (so a slow
/// cleanup delays the TimeoutError), and TimeoutError is thrown; the inner task's own result or
/// exception otherwise. A timeout that is not positive never runs the coroutine. Being
/// cancelled cancels the inner task. A future of another loop: AffinityError.
template <LocatedAwaitable A>
Coroutine<awaited_t<A>> wait_for(A awaitable, std::optional<Duration> timeout,
                                 SourceLocation use = SourceLocation::current()) {
    EventLoop& loop = get_running_loop();
    if constexpr (std::derived_from<A, AnyFuture>) {
        bool unchecked =
            !timeout || (binding() == Binding::lazy && awaitable.loop_id() != loop.id());
        if (unchecked) co_return co_await At(awaitable, use);
    } else if (!timeout) {
        co_return co_await At(std::move(awaitable), use);
    }
    auto inner = ensure_future(std::move(awaitable), loop, use);
    const bool in_time = co_await wait_until_done(inner, timeout, use);
    if (!in_time) throw TimeoutError();
    co_return inner.take();
}

} // namespace loop
