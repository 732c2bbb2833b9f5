#include "loop/wait.h"

#include "loop/at.h"
#include "loop/ensure_future.h"
#include "loop/loop_bound.h"
#include "loop/timer_scope.h"

namespace loop {
namespace {

bool ends_wait(ReturnWhen return_when, const FutureCore& future) {
    if (return_when == ReturnWhen::first_completed) return true;
    return return_when == ReturnWhen::first_exception && !future.cancelled() &&
           future.has_exception();
}

/// Counts down what is still to be waited for, and releases the waiter.
struct Countdown {
    std::size_t left;
    ReturnWhen return_when;
    Future<void> waiter;

    void one_done(FutureCore& future) {
        --left;
        if (!waiter.done() && (left == 0 || ends_wait(return_when, future))) waiter.set_result();
    }
};

/// One callback on all futures, removed from those that are left at the end.
class Watch final : public DoneCallback {
  public:
    Watch(Countdown countdown, SourceLocation use)
        : DoneCallback("_on_completion", use), countdown_(std::move(countdown)) {}
    void call(FutureCore& future) override { countdown_.one_done(future); }

  private:
    Countdown countdown_;
};

class WatchScope {
  public:
    WatchScope(const std::vector<AnyFuture>& futures, CallbackId watch)
        : futures_(futures), watch_(std::move(watch)) {
        for (auto& future : futures_)
            if (!future.done()) future.core()->add_done_callback(watch_);
    }
    WatchScope(const WatchScope&) = delete;
    WatchScope& operator=(const WatchScope&) = delete;
    ~WatchScope() {
        for (auto& future : futures_) future.remove_done_callback(watch_);
    }

  private:
    const std::vector<AnyFuture>& futures_;
    CallbackId watch_;
};

WaitResult sorted(const std::vector<AnyFuture>& futures) {
    WaitResult result;
    for (auto& future : futures) (future.done() ? result.done : result.pending).push_back(future);
    return result;
}

/// Whether what is done already suffices, as if it had just ended.
bool nothing_to_wait_for(const std::vector<AnyFuture>& futures, ReturnWhen return_when) {
    auto done = [](const AnyFuture& future) { return future.done(); };
    return std::all_of(futures.begin(), futures.end(), done) ||
           std::any_of(futures.begin(), futures.end(), [&](const AnyFuture& future) {
               return future.done() && ends_wait(return_when, *future.core());
           });
}

std::vector<AnyFuture> without_repeats(const std::vector<AnyFuture>& futures) {
    FutureSet unique;
    for (auto& future : futures)
        if (!unique.contains(future)) unique.push_back(future);
    return unique;
}

} // namespace

Coroutine<WaitResult> wait(std::vector<AnyFuture> given, std::optional<Duration> timeout,
                           ReturnWhen return_when, SourceLocation use) {
    EventLoop& loop = get_running_loop();
    if (given.empty()) throw ValueError("Set of coroutines/Futures is empty.");
    std::vector<AnyFuture> futures = without_repeats(given);
    if (binding() == Binding::eager)
        for (auto& future : futures) check_same_loop(future, loop.id(), use);
    if (nothing_to_wait_for(futures, return_when)) co_return sorted(futures);

    Future<void> waiter(loop, use);
    auto pending = static_cast<std::size_t>(
        std::count_if(futures.begin(), futures.end(), [](auto& f) { return !f.done(); }));
    Countdown countdown{pending, return_when, waiter};
    WatchScope watch(futures, make_ref<Watch>(std::move(countdown), use));
    auto release = [waiter] {
        if (!waiter.done()) waiter.set_result();
    };
    std::optional<TimerScope> timer;
    if (timeout) timer.emplace(loop.call_later(*timeout, release, use));
    co_await At(waiter, use);
    co_return sorted(futures);
}

} // namespace loop
