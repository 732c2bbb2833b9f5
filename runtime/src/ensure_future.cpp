#include "loop/ensure_future.h"

#include "loop/affinity_action.h"

namespace loop {

void check_same_loop(const AnyFuture& future, LoopId loop, SourceLocation use) {
#if LOOP_TAGGING
    if (future.loop_id() == loop) return;
    const Origin& origin = future.core()->origin();
    const AffinityError error(
        "The future belongs to a different loop than the one specified as the "
        "loop argument",
        {origin.type, origin.where, future.loop_id(), use, loop}, "ValueError");
    raises(error);
    throw error; // its end would be told to its own loop only
#else
    (void)future, (void)loop, (void)use;
#endif
}

} // namespace loop
