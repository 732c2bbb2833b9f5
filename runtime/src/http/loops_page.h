// /__loops__ — what a server in debug mode shows of itself: its loops with their threads and tasks,
// the objects bound to them and where each was made, and the affinity errors with both sides.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "loop/fwd.h"
#include "loop/response.h"

namespace loop::http {

// One worker's loop, as seen from itself.
struct LoopView {
    LoopId id = 0;
    std::string thread;
    std::size_t connections = 0;
    std::vector<std::string> tasks;
};

// The page; `missing` loops did not answer in time.
Response loops_page(const std::vector<LoopView>& views, std::size_t missing);

} // namespace loop::http
