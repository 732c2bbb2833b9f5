#include "loop/shield.h"

namespace loop {
namespace {

/// Copies the end of one future to another.
void follow(const AnyFuture& inner, const AnyFuture& outer, const std::function<void()>& copy) {
    if (outer.cancelled()) {
        if (!inner.cancelled()) inner.exception(); // nobody else will ask for it
        return;
    }
    if (inner.cancelled())
        outer.cancel();
    else if (auto error = inner.exception())
        outer.core()->set_exception(error);
    else
        copy();
}

} // namespace

void link_shield(const AnyFuture& inner, const AnyFuture& outer, std::function<void()> copy) {
    Future<void> watched_inner{Ref<FutureCore>(inner.core())};
    Future<void> watched_outer{Ref<FutureCore>(outer.core())};
    CallbackId from_inner = watched_inner.add_done_callback(
        [outer, copy](auto&& ended) { follow(ended, outer, copy); }, "_inner_done_callback");
    watched_outer.add_done_callback(
        [inner, from_inner](auto&&) {
            if (!inner.done()) inner.remove_done_callback(from_inner);
        },
        "_outer_done_callback");
}

} // namespace loop
