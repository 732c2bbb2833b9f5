// sleep.h — let time pass on the running loop.
#pragma once

#include "loop/coroutine.h"
#include "loop/fwd.h"

namespace loop {

/// Ends after the delay; after one turn if it is not positive. RuntimeError "no running
/// event loop".
Coroutine<void> sleep(Duration delay, SourceLocation use = SourceLocation::current());

} // namespace loop
