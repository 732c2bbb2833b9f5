// gather.h — run awaitables together and wait for all results. asyncio.gather.
//
//   auto [text, count] = co_await loop::gather(read(), loop::ensure_future(number()));
//   std::vector<int> all = co_await loop::gather(std::move(vector_of_coroutines));
//
// The first exception goes to the caller at once; the others keep running. Cancelling the
// result cancels all children. The result lives on the first one's loop if that is a future,
// else on the running (or default) loop; a further future of another loop: AffinityError.
#pragma once

#include <tuple>
#include <vector>

#include "loop/ensure_future.h"

namespace loop {

/// Follows the children of a gather as long as its outer future lives, which owns them.
class GatherWatch final : public DoneCallback {
  public:
    GatherWatch(FutureCore& outer, std::size_t children, SourceLocation where)
        : DoneCallback("gather.<locals>._done_callback", where), outer_(&outer), left_(children) {}
    void call(FutureCore& child) override;
    void forget() noexcept { outer_ = nullptr; }

  private:
    FutureCore* outer_;
    std::size_t left_;
};

/// A future "<_GatheringFuture pending>" whose cancel() cancels the children.
template <class T>
class GatheringCore final : public WithValue<FutureCore, T> {
  public:
    GatheringCore(EventLoop& loop, SourceLocation where, std::vector<AnyFuture> children,
                  std::function<T()> results)
        : WithValue<FutureCore, T>(loop.id(), Origin{"loop::Future", where}, where),
          children_(std::move(children)),
          results_(std::move(results)),
          watch_(make_ref<GatherWatch>(*this, children_.size(), where)) {
        this->set_repr_name("_GatheringFuture");
        for (auto& child : children_) child.core()->add_done_callback(watch_);
        if (children_.empty()) collect();
    }
    ~GatheringCore() override {
        watch_->forget();
        if (this->done()) return; // exceptions of those left are taken as seen, as in asyncio
        for (auto& child : children_) child.remove_done_callback(watch_);
    }
    bool cancel() override {
        if (this->done()) return false;
        bool any = false;
        for (auto& child : children_) any |= child.cancel();
        return any;
    }
    /// All children ended well.
    void collect() override {
        this->value_.emplace(results_());
        this->finish(FutureCore::State::finished);
    }

  private:
    std::vector<AnyFuture> children_;
    std::function<T()> results_;
    Ref<GatherWatch> watch_;
};

/// The loop that a gather adopts.
template <class A>
LoopId home_of(const A& awaitable) noexcept {
    if constexpr (std::derived_from<A, AnyFuture>)
        return awaitable.loop_id();
    else
        return 0;
}
EventLoop& gather_loop(LoopId first);

template <class R>
Future<R> gather_into(EventLoop& loop, std::vector<AnyFuture> children, SourceLocation use,
                      std::function<R()> results) {
    return Future<R>(
        Ref<FutureCore>(new GatheringCore<R>(loop, use, std::move(children), std::move(results))));
}

template <class T>
Stored<T> stored_result(const Future<T>& future) {
    if constexpr (std::is_void_v<T>)
        return future.result(), Stored<T>{};
    else
        return future.take();
}

/// Results in order; void gives std::monostate.
template <LocatedAwaitable... As>
    requires(sizeof...(As) > 0)
auto gather(As... awaitables) {
    SourceLocation use; // the children say where they come from
    LoopId homes[] = {home_of(awaitables)...};
    EventLoop& loop = gather_loop(homes[0]);
    std::tuple futures{ensure_future(std::move(awaitables), loop, use)...};
    auto children = std::apply([](auto&... f) { return std::vector<AnyFuture>{f...}; }, futures);
    using Results = std::tuple<Stored<awaited_t<As>>...>;
    return gather_into<Results>(loop, std::move(children), use, [futures] {
        return std::apply([](auto&... f) { return Results{stored_result(f)...}; }, futures);
    });
}

template <class A>
Future<std::vector<Stored<awaited_t<A>>>> gather(std::vector<A> awaitables,
                                                 SourceLocation use = SourceLocation::current()) {
    EventLoop& loop = gather_loop(awaitables.empty() ? 0 : home_of(awaitables.front()));
    std::vector<Future<awaited_t<A>>> futures;
    for (auto& awaitable : awaitables)
        futures.push_back(ensure_future(std::move(awaitable), loop, use));
    std::vector<AnyFuture> children(futures.begin(), futures.end());
    using Results = std::vector<Stored<awaited_t<A>>>;
    return gather_into<Results>(loop, std::move(children), use, [futures] {
        Results results;
        for (auto& future : futures) results.push_back(stored_result(future));
        return results;
    });
}

} // namespace loop
