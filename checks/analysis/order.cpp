#include "analysis/order.h"

#include "analysis/flow.h"

namespace looplint {

Order::Order(const Program& program, const Models& models, const Contexts& contexts)
    : models_(models), program_(program), contexts_(contexts) {
    for (size_t before = SIZE_MAX; joiners_.size() != before;) {
        before = joiners_.size();
        for (const FunctionFact* function : program.functions())
            for (const Event& event : function->events)
                if (models.joins(event.name) || joiners_.contains(program.function(event.callee)))
                    joiners_.insert(function);
        if (before == joiners_.size()) break;
    }
}

Order::Path Order::pathTo(const FunctionFact& function, uint32_t index,
                          const Context& context) const {
    Path path = contexts_.chain(function, context);
    path.push_back({&function, index, context});
    return path;
}

bool Order::isWhileRunning(const FunctionFact& function, uint32_t index, const Context& context,
                           const Object& loop) const {
    const auto& [home, run] = *contexts_.runners(loop).begin();
    const Path use = pathTo(function, index, context);
    if (home.kind == ContextKind::Thread && home.maker) {
        // Another thread runs the loop: it must have been started, by a way that shares its root
        // with this one.
        for (const auto& [maker, step] : contexts_.of(*home.maker))
            if (isBetween(pathTo(*home.maker, home.event, maker), use)) return true;
        return false;
    }
    // The main thread runs the loop: this is in a thread that it started before, and did not join.
    if (home.kind != ContextKind::Main || context.kind != ContextKind::Thread || !context.maker)
        return false;
    const Path running = pathTo(*run.function, run.event, home);
    for (const auto& [maker, step] : contexts_.of(*context.maker))
        if (isBetween(pathTo(*context.maker, context.event, maker), running)) return true;
    return false;
}

/// Whether the way to `use` leaves the way to `start` after `start` has happened, with no join
/// between.
bool Order::isBetween(const Path& start, const Path& use) const {
    for (size_t i = 0; i < start.size() && i < use.size(); ++i) {
        if (start[i].function != use[i].function) return false;
        if (start[i].event == use[i].event) continue;
        const FunctionFact& function = *start[i].function;
        return precedes(function, start[i].event, use[i].event) &&
               !joins(function, start[i].event, use[i].event);
    }
    return false;
}

bool Order::joins(const FunctionFact& function, uint32_t from, uint32_t to) const {
    for (uint32_t i = 0; i < function.events.size(); ++i) {
        const Event& event = function.events[i];
        const bool isJoin =
            models_.joins(event.name) || joiners_.contains(program_.function(event.callee));
        if (isJoin && i != from && i != to && precedes(function, i, to) &&
            !precedes(function, i, from))
            return true;
    }
    return false;
}

} // namespace looplint
