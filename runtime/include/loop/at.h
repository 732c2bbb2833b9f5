// at.h — await something on behalf of a caller: errors and reprs show the caller's place.
#pragma once

#include <utility>

#include "loop/coroutine.h"

namespace loop {

template <LocatedAwaitable A>
class At {
  public:
    At(A awaitable, SourceLocation use) : awaitable_(std::move(awaitable)), use_(use) {}
    auto awaiter(SourceLocation) { return std::move(awaitable_).awaiter(use_); }

  private:
    A awaitable_;
    SourceLocation use_;
};

} // namespace loop
