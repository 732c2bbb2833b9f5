// ensure_future.h — turns any awaitable into a future of one loop.
#pragma once

#include <concepts>
#include <utility>

#include "loop/affinity_error.h"
#include "loop/task.h"

namespace loop {

/// AffinityError (ValueError in Python) "The future belongs to a different loop than the one
/// specified as the loop argument".
void check_same_loop(const AnyFuture& future, LoopId loop, SourceLocation use);

/// A future of that loop is given back; one of another loop is the error above.
template <class T>
Future<T> ensure_future(Future<T> future, EventLoop& loop,
                        SourceLocation use = SourceLocation::current()) {
    check_same_loop(future, loop.id(), use);
    return future;
}
/// A coroutine becomes a task.
template <class T>
Future<T> ensure_future(Coroutine<T> coroutine, EventLoop& loop,
                        SourceLocation use = SourceLocation::current()) {
    return loop.create_task(std::move(coroutine), {}, use);
}
/// Any other awaitable is awaited by a task.
template <LocatedAwaitable A>
    requires(!std::derived_from<A, AnyFuture>)
Future<awaited_t<A>> ensure_future(A awaitable, EventLoop& loop,
                                   SourceLocation use = SourceLocation::current()) {
    auto awaits = [](A inner) -> Coroutine<awaited_t<A>> { co_return co_await std::move(inner); };
    return loop.create_task(awaits(std::move(awaitable)), {}, use);
}
/// On the running loop, else on this thread's default loop.
template <class A>
auto ensure_future(A awaitable, SourceLocation use = SourceLocation::current()) {
    return ensure_future(std::move(awaitable), get_event_loop(), use);
}

} // namespace loop
