// recent_errors.h — the affinity errors of this process, for the page of a server in debug mode.
// Thread-safe.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "loop/affinity_error.h"

namespace loop {

struct RecentError {
    AffinityError error;
    std::uint64_t count; ///< of this object at this use
};

/// Keeps it, if objects are tracked.
void remember_error(const AffinityError& error);
/// The latest hundred pairs of object and use; the first seen first.
std::vector<RecentError> recent_errors();

} // namespace loop
