#include "loop/wait_for.h"

#include "loop/timer_scope.h"

namespace loop {
namespace {

/// Sets a waiter when a future is done; forgets the future at the end of the scope.
class Release final : public DoneCallback {
  public:
    Release(Future<void> waiter, SourceLocation use)
        : DoneCallback("_release_waiter", use), waiter_(std::move(waiter)) {}
    void call(FutureCore&) override { release(); }
    void release() {
        if (!waiter_.done()) waiter_.set_result();
    }

  private:
    Future<void> waiter_;
};

class ReleaseScope {
  public:
    ReleaseScope(AnyFuture future, Ref<Release> release)
        : future_(std::move(future)), release_(std::move(release)) {
        future_.core()->add_done_callback(release_);
    }
    ReleaseScope(const ReleaseScope&) = delete;
    ReleaseScope& operator=(const ReleaseScope&) = delete;
    ~ReleaseScope() { future_.remove_done_callback(release_); }

  private:
    AnyFuture future_;
    Ref<Release> release_;
};

Coroutine<void> cancel_and_wait(AnyFuture inner, EventLoop& loop, SourceLocation use) {
    Future<void> waiter(loop, use);
    ReleaseScope scope(inner, make_ref<Release>(waiter, use));
    inner.cancel();
    co_await At(waiter, use);
}

} // namespace

Coroutine<bool> wait_until_done(AnyFuture inner, std::optional<Duration> timeout,
                                SourceLocation use) {
    EventLoop& loop = get_running_loop();
    if (inner.done()) co_return true;
    if (*timeout <= Duration::zero()) {
        inner.cancel();
        co_return false;
    }
    bool cancelled = false;
    {
        Future<void> waiter(loop, use);
        Ref<Release> release = make_ref<Release>(waiter, use);
        TimerScope timer(loop.call_later(*timeout, [release] { release->release(); }, use));
        ReleaseScope scope(inner, release);
        try {
            co_await At(waiter, use);
        } catch (const CancelledError&) {
            cancelled = true;
        }
    }
    if (cancelled) {
        inner.cancel();
        throw CancelledError();
    }
    if (inner.done()) co_return true;
    co_await cancel_and_wait(inner, loop, use);
    co_return false;
}

} // namespace loop
