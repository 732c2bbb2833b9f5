#include "analysis/mutexes.h"
#include "analysis/holders.h"

#include "analysis/flow.h"

#include <algorithm>

namespace looplint {

/// Tags that say not to lock now, or not to wait: std::defer_lock, std::try_to_lock.
static bool isTag(const Value& value) {
    const std::string& name = value.name.str();
    return name.ends_with("defer_lock") || name.ends_with("try_to_lock");
}

std::vector<ScopedLock> locksOf(const FunctionFact& function, const Models& models) {
    std::vector<ScopedLock> locks;
    for (uint32_t i = 0; i < function.events().size(); ++i) {
        const Event& event = function.events()[i];
        const bool isLock = event.kind == EventKind::Construct && models.isLock(event.type.generic);
        if (!isLock || std::any_of(event.args.begin(), event.args.end(), isTag)) continue;
        const std::string& type = event.type.generic.str();
        const bool isShared = type.ends_with("shared_lock") || type.ends_with("ReadLocker") ||
                              type.ends_with("ReadHolder");
        for (const Value& arg : event.args)
            if (rootOf(arg).entity) locks.push_back({{&function, i}, &arg, isShared});
    }
    return locks;
}

bool isHeldAt(const ScopedLock& lock, uint32_t index) {
    const FunctionFact& function = *lock.site.function;
    const Entity& guard = lock.site->object.entity;
    if (!guard || !precedes(function, lock.site.event, index)) return false;
    for (uint32_t i = 0; i < function.events().size(); ++i) {
        const Event& event = function.events()[i];
        if (!(event.object.entity == guard)) continue;
        const bool ends = event.kind == EventKind::Destroy || event.kind == EventKind::Assign ||
                          (event.kind == EventKind::Call && !event.name.str().ends_with("::lock"));
        if (ends && mayFollow(function, lock.site.event, i) && mayFollow(function, i, index))
            return false;
    }
    return true;
}

std::vector<ScopedLock> heldAt(const FunctionFact& function, uint32_t event, const Context& context,
                               const Contexts& contexts, const Models& models) {
    std::vector<ScopedLock> held;
    const auto add = [&](const FunctionFact& in, uint32_t at) {
        for (const ScopedLock& lock : locksOf(in, models))
            if (isHeldAt(lock, at)) held.push_back(lock);
    };
    add(function, event);
    const std::vector<Step> steps = contexts.chain(function, context);
    for (size_t i = steps.size(); i-- > 0;) {
        const Event& by = steps[i].function->events()[steps[i].event];
        if (contexts.threadEntry(by) || models.handOver(by.name) || models.connection(by.name))
            break;
        add(*steps[i].function, steps[i].event);
    }
    return held;
}

} // namespace looplint
