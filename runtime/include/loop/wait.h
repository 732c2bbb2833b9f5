// wait.h — wait for several futures at once. asyncio.wait.
//
//   auto [done, pending] = co_await loop::wait({task, loop::sleep(1s)}, loop::FIRST_COMPLETED);
//   if (done.contains(task)) for (auto& other : pending) other.cancel();
#pragma once

#include <algorithm>
#include <optional>
#include <vector>

#include "loop/task.h"

namespace loop {

enum class ReturnWhen { first_completed, first_exception, all_completed };
inline constexpr ReturnWhen FIRST_COMPLETED = ReturnWhen::first_completed;
inline constexpr ReturnWhen FIRST_EXCEPTION = ReturnWhen::first_exception;
inline constexpr ReturnWhen ALL_COMPLETED = ReturnWhen::all_completed;

/// Futures in the order in which they were given.
class FutureSet : public std::vector<AnyFuture> {
  public:
    using std::vector<AnyFuture>::vector;
    bool contains(const AnyFuture& future) const {
        return std::find(begin(), end(), future) != end();
    }
};

/// For wait() where braces inside a co_await are too much for the compiler (g++ 12):
/// wait(futures(task, sleep(1s))). Coroutines become tasks.
template <class... Awaitables>
std::vector<AnyFuture> futures(Awaitables... awaitables) {
    std::vector<AnyFuture> all;
    (all.push_back(AnyFuture(std::move(awaitables))), ...);
    return all;
}

struct WaitResult {
    FutureSet done, pending;
};

/// Cancels nothing, neither at the timeout nor when it is cancelled itself; throws nothing that
/// the futures hold. ValueError "Set of coroutines/Futures is empty."; AffinityError for a
/// future of another loop (with lazy binding: no check, as in newer asyncio).
Coroutine<WaitResult> wait(std::vector<AnyFuture> futures, std::optional<Duration> timeout,
                           ReturnWhen return_when = ALL_COMPLETED,
                           SourceLocation use = SourceLocation::current());
inline Coroutine<WaitResult> wait(std::vector<AnyFuture> futures,
                                  ReturnWhen return_when = ALL_COMPLETED,
                                  SourceLocation use = SourceLocation::current()) {
    return wait(std::move(futures), std::nullopt, return_when, use);
}

} // namespace loop
