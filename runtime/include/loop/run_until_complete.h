// run_until_complete.h — EventLoop::run_until_complete, which needs tasks.
#pragma once

#include "loop/ensure_future.h"

namespace loop {

/// Runs the loop until the future is done. RuntimeError "Event loop stopped before Future
/// completed."
void run_loop_until_done(EventLoop& loop, const AnyFuture& future);

template <class T>
T EventLoop::run_until_complete(Future<T> future, SourceLocation use) {
    Future<T> mine = ensure_future(std::move(future), *this, use);
    run_loop_until_done(*this, mine);
    if constexpr (std::copy_constructible<T>)
        return mine.result();
    else
        return mine.take();
}

template <class T>
T EventLoop::run_until_complete(Coroutine<T> coroutine, SourceLocation use) {
    check_can_run(); // before there is a task that nobody would run
    Future<T> task = create_task(std::move(coroutine), {}, use);
    run_loop_until_done(*this, task);
    return task.take();
}

} // namespace loop
