#include "analysis/lock_takers.h"

#include "analysis/flow.h"
#include "analysis/way.h"

#include <algorithm>

namespace looplint {

bool isTakenLater(const ScopedLock& taker, const Context& joined, const Contexts& contexts,
                  const Models& models) {
    const FunctionFact& function = *taker.site.function;
    const std::vector<Context> at = contexts.at(function, taker.site.event);
    if (std::find(at.begin(), at.end(), joined) == at.end()) return false;
    if (isRuledOut(contexts, function, taker.site.event, joined)) return false;
    if (isRepeated(function, taker.site.event)) return true;
    for (const Step& step : contexts.chain(function, joined)) {
        const Event& event = step.function->events()[step.event];
        if (models.handOver(event.name) || models.connection(event.name)) return true;
        if (step.from == joined && isRepeated(*step.function, step.event)) return true;
    }
    return false;
}

bool isSameMutex(const ScopedLock& held, const ScopedLock& taker, const LockedJoin& join,
                 const Instances& instances) {
    if (held.isShared && taker.isShared) return false;
    if (instances.isOnly(held.key()) && instances.isOnly(join.joined)) return true;
    const Name owner = instances.ownerOf(held.key());
    const auto isOwn = [&](const FunctionFact& in, const Value& value) {
        const Value& root = containerOf(in, value);
        return root.is(ValueKind::Field) && !root.parts.empty() &&
               instances.ownerOf(root.entity) == owner && instances.isSelf(in, root.parts[0]);
    };
    return owner && held.site.function == &join.function && isOwn(join.function, *held.mutex) &&
           isOwn(join.function, join.thread) && isOwn(*taker.site.function, *taker.mutex) &&
           instances.staysIn(owner, *taker.site.function, join.joined);
}

} // namespace looplint
