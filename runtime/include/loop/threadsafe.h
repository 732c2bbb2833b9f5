// threadsafe.h — start a coroutine on a loop from another thread.
#pragma once

#include <future>
#include <memory>
#include <utility>

#include "loop/task.h"

namespace loop {

/// Copies the end of a task to a promise. A cancelled task gives CancelledError.
template <class T>
void fulfil(std::promise<T>& promise, const Future<T>& task) {
    try {
        if constexpr (std::is_void_v<T>)
            task.result(), promise.set_value();
        else
            promise.set_value(task.take());
    } catch (...) {
        promise.set_exception(std::current_exception());
    }
}

/// The coroutine runs as a task of the loop; the std::future may be waited for in any thread
/// but the loop's own. RuntimeError "Event loop is closed".
template <class T>
std::future<T> run_coroutine_threadsafe(Coroutine<T> coroutine, EventLoop& loop,
                                        SourceLocation where = SourceLocation::current()) {
    auto promise = std::make_shared<std::promise<T>>();
    std::future<T> future = promise->get_future();
    auto start = [&loop, promise, where, coroutine = std::move(coroutine)]() mutable {
        loop.create_task(std::move(coroutine), {}, where)
            .add_done_callback([promise](Future<T> task) { fulfil(*promise, task); },
                               "_call_set_state", where);
    };
    loop.call_soon_threadsafe(std::move(start), where);
    return future;
}

} // namespace loop
