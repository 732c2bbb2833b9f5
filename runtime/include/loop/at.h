// at.h — await something on behalf of a caller: errors and reprs show the caller's place.
#pragma once

#include <utility>

#include "loop/coroutine.h"

namespace loop {

template <class A>
    requires LocatedAwaitable<A>
class At {
  public:
    At(A&& awaitable, SourceLocation use) : awaitable_(std::forward<A>(awaitable)), use_(use) {}
    auto awaiter(SourceLocation) { return std::forward<A>(awaitable_).awaiter(use_); }

  private:
    A awaitable_;
    SourceLocation use_;
};
/// Of an lvalue only a reference is kept: it outlives the await.
template <class A>
At(A&&, SourceLocation) -> At<A>;

} // namespace loop
