// bound_objects.h — the objects with a loop that exist, for the page of a server in debug mode.
//
// Kept from the process's start until its first loop runs, so that those made before main are
// known; from then on only if tracking was asked for. Thread-safe.
#pragma once

#include <string>
#include <vector>

#include "loop/fwd.h"

namespace loop {

class LoopBound;

struct BoundObject {
    const char* type; ///< "loop::Event"
    SourceLocation created;
    LoopId loop; ///< 0: not bound yet
};

/// From now on, also beyond the start of a loop. Before main: the environment's LOOP_DEBUG=1.
void track_bound_objects();
bool tracks_bound_objects() noexcept;
/// The first loop runs.
void end_early_tracking() noexcept;

/// Oldest first.
std::vector<BoundObject> bound_objects();

} // namespace loop
