// as_completed.h — the results of several awaitables, the first finished first.
//
//   for (auto& next : loop::as_completed(std::move(tasks))) use(co_await std::move(next));
#pragma once

#include <memory>
#include <vector>

#include "loop/ensure_future.h"
#include "loop/queue.h"

namespace loop {

template <class T>
Coroutine<T> next_completed(std::shared_ptr<Queue<Future<T>>> finished, SourceLocation use) {
    Future<T> first = co_await finished->get(use);
    co_return first.take();
}

/// As many coroutines as awaitables; awaited one after the other, each gives the result or the
/// exception of the next that is done. AffinityError for a future of another loop.
template <LocatedAwaitable A>
std::vector<Coroutine<awaited_t<A>>> as_completed(std::vector<A> awaitables,
                                                  SourceLocation use = SourceLocation::current()) {
    using T = awaited_t<A>;
    EventLoop& loop = get_event_loop();
    auto finished = std::make_shared<Queue<Future<T>>>(0, loop, use);
    std::vector<Future<T>> futures;
    for (auto& awaitable : awaitables)
        futures.push_back(ensure_future(std::move(awaitable), loop, use));
    std::vector<Coroutine<T>> results;
    for (auto& future : futures) {
        future.add_done_callback([finished](Future<T> done) { finished->put_nowait(done); },
                                 "_on_completion", use);
        results.push_back(next_completed<T>(finished, use));
    }
    return results;
}

} // namespace loop
