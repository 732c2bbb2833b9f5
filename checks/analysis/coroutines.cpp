// Coroutines: the part of Contexts that enters what is awaited, and follows it from await to await.

#include "analysis/contexts.h"

namespace looplint {

/// Where a segment elsewhere runs; nothing if that is not known.
std::optional<Context> Contexts::homeOf(const FunctionFact& function,
                                        const Segment& segment) const {
    if (segment.kind != SegmentKind::Elsewhere) return std::nullopt;
    const std::optional<ObjectId> executor = objects_.one(function, *segment.executor);
    return executor ? affinityOf(*executor) : std::nullopt;
}

/// A lazy coroutine runs where it is awaited, as a part of the one that awaits it.
void Contexts::visitAwait(const FunctionFact& function, uint32_t index, const Context& context) {
    for (const Value& awaited : function.events()[index].args)
        for (const FunctionFact* coroutine : objects_.callables(function, awaited))
            if (coroutine->isLazy()) enter(*coroutine, context, {&function, index, context});
    const std::optional<Context> there = homeOf(function, segments_.after(function, index));
    if (!there || contexts_[program_.numberOf(function)].contains(*there)) return;
    moved_.insert({&function, *there});
    enter(function, *there, {&function, index, context});
}

/// What a handler returns is awaited where the handler ran.
void Contexts::enterReturned(const FunctionFact& handler, const Context& context) {
    for (const FunctionFact* coroutine : objects_.coroutinesOf(handler))
        for (uint32_t i = 0; i < handler.events().size() && coroutine != &handler; ++i)
            if (handler.events()[i].kind == EventKind::Return)
                enter(*coroutine, context, {&handler, i, context});
}

/// Whether an event of a coroutine runs in a context, by the await that came before it.
bool Contexts::allowsSegment(const FunctionFact& function, uint32_t event,
                             const Context& context) const {
    if (!function.isCoroutine) return true;
    const Segment segment = segments_.of(function, event);
    if (segment.kind == SegmentKind::Home) return !moved_.contains({&function, context});
    if (segment.kind == SegmentKind::Unknown) return false;
    return homeOf(function, segment) == context;
}

} // namespace looplint
