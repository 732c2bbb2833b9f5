// shield.h — protect an awaitable from the cancellation of those who wait for it.
#pragma once

#include "loop/ensure_future.h"

namespace loop {

/// Makes the outer future follow the inner one: its cancellation, exception, or copy().
void link_shield(const AnyFuture& inner, const AnyFuture& outer, std::function<void()> copy);

/// A future that ends as the awaitable does, but whose cancellation does not reach it.
template <class A>
auto shield(A awaitable, SourceLocation use = SourceLocation::current()) {
    LoopId home = 0;
    if constexpr (std::derived_from<A, AnyFuture>) home = awaitable.loop_id();
    EventLoop* loop = home ? find_loop(home) : &get_event_loop();
    if (!loop) throw RuntimeError("Event loop is closed");
    auto inner = ensure_future(std::move(awaitable), *loop, use);
    using T = typename decltype(inner)::value_type;
    if (inner.done()) return inner;
    Future<T> outer(*loop, use);
    link_shield(inner, outer, [inner, outer] {
        if constexpr (std::is_void_v<T>)
            outer.set_result();
        else
            outer.set_result(inner.result());
    });
    return outer;
}

} // namespace loop
