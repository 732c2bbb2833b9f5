// suspension.h — what a task waits for while it is suspended.
#pragma once

#include "loop/fwd.h"

namespace loop {

/// Lives in the awaiter, inside the coroutine frame. Cancelling the task cancels this.
class Suspension {
  public:
    /// True if the wait now ends, with CancelledError, in a later turn.
    virtual bool cancel() = 0;
    /// The future waited for, for reprs; nullptr if it is none.
    virtual FutureCore* future() const noexcept { return nullptr; }

  protected:
    ~Suspension() = default;
};

} // namespace loop
