#include "loop/shield.h"

#include <memory>

namespace loop {
namespace {

/// Copies the end of one future to another.
void follow(const AnyFuture& inner, const AnyFuture& outer, CopyResult copy) {
    if (inner.cancelled())
        outer.cancel();
    else if (auto error = inner.exception())
        outer.core()->set_exception(error);
    else
        copy(inner, outer);
}

} // namespace

void link_shield(const AnyFuture& inner, const AnyFuture& outer, CopyResult copy) {
    auto link = std::make_shared<AnyFuture>(outer); // emptied when the outer one ends first
    Future<void> watched_inner{Ref<FutureCore>(inner.core())};
    Future<void> watched_outer{Ref<FutureCore>(outer.core())};
    watched_inner.add_done_callback(
        [link, copy](auto&& ended) {
            AnyFuture followed = std::exchange(*link, {});
            if (followed && !followed.done()) follow(ended, followed, copy);
        },
        "_inner_done_callback");
    watched_outer.add_done_callback(
        [weak = std::weak_ptr(link)](auto&&) {
            if (auto outlived = weak.lock()) *outlived = {};
        },
        "_outer_done_callback");
}

} // namespace loop
