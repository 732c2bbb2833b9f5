#include "loop/gather.h"

#include "loop/running.h"

namespace loop {
namespace {

struct Gathering {
    std::vector<AnyFuture> children;
    Future<void> outer; ///< of whatever type; only its end matters here
    std::function<void()> collect;
    std::size_t left;

    void child_done(FutureCore& child) {
        --left;
        if (outer.done()) {
            if (!child.cancelled()) child.exception(); // nobody else will ask for it
            return;
        }
        if (child.cancelled()) return outer.set_exception(CancelledError());
        if (auto error = child.exception()) return outer.set_exception(error);
        if (left == 0) collect();
    }
};

} // namespace

EventLoop& gather_loop(LoopId first) {
    if (first == 0) return get_event_loop();
    if (EventLoop* home = find_loop(first)) return *home;
    throw RuntimeError("Event loop is closed");
}

void link_gather(std::vector<AnyFuture> children, const AnyFuture& outer,
                 std::function<void()> collect) {
    if (children.empty()) return collect();
    auto state =
        std::make_shared<Gathering>(Gathering{children, Future<void>(Ref<FutureCore>(outer.core())),
                                              std::move(collect), children.size()});
    for (auto& child : children)
        Future<void>(Ref<FutureCore>(child.core()))
            .add_done_callback([state](auto&& ended) { state->child_done(*ended.core()); },
                               "gather.<locals>._done_callback");
}

} // namespace loop
