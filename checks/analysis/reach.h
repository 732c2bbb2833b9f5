#pragma once
// Reach: everything that a root surely runs, followed through the calls that can be followed.

#include "analysis/resolve.h"

#include <functional>

namespace looplint {

/// Calls `visit(event, frame)` for each event of `root` and of the functions it calls, in
/// evaluation order. Only what always runs is followed; virtual calls, callables that are passed
/// on and functions without a body end the way. `visit` returns false to stop everything.
void reachFrom(const Program& program, const FunctionFact& root,
               const std::function<bool(const Event&, const Frame&)>& visit);

/// The calls that lead to `frame`, from the root on, as "called from here" notes need them.
std::vector<const Event*> callChain(const Frame& frame);

} // namespace looplint
