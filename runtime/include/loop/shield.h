// shield.h — protect an awaitable from the cancellation of those who wait for it.
#pragma once

#include "loop/ensure_future.h"

namespace loop {

/// Makes the outer future follow the inner one: its cancellation, its exception, or
/// copy(inner, outer). The inner future holds the outer one, not the other way round.
using CopyResult = void (*)(const AnyFuture& inner, const AnyFuture& outer);
void link_shield(const AnyFuture& inner, const AnyFuture& outer, CopyResult copy);

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
    link_shield(inner, outer, [](const AnyFuture& from, const AnyFuture& to) {
        Future<T> source{Ref<FutureCore>(from.core())}, target{Ref<FutureCore>(to.core())};
        if constexpr (std::is_void_v<T>)
            target.set_result();
        else
            target.set_result(source.result());
    });
    return outer;
}

} // namespace loop
