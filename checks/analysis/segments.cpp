#include "analysis/segments.h"

#include "analysis/flow.h"

#include <algorithm>

namespace looplint {

/// The call whose result an await awaits; null if that is something else.
static const Event* awaitedCall(const FunctionFact& function, const Event& await) {
    if (await.args.empty() || !await.args[0].is(ValueKind::Result)) return nullptr;
    const uint32_t index = await.args[0].event;
    return index < function.events().size() ? &function.events()[index] : nullptr;
}

/// The executor that one of a call's arguments is bound to: `post(bind_executor(pool, token))`.
static const Value* boundExecutor(const FunctionFact& function, const Event& call) {
    for (const Value& arg : call.args) {
        if (!arg.is(ValueKind::Result) || arg.event >= function.events().size()) continue;
        const Event& made = function.events()[arg.event];
        if (made.name.str().ends_with("::bind_executor") && !made.args.empty())
            return &made.args[0];
    }
    return nullptr;
}

Segments::Segments(const Program& program, const Models& models, const Objects& objects)
    : models_(models), objects_(objects) {
    for (bool grows = true; grows;) {
        grows = false;
        for (const FunctionFact* function : program.functions())
            if (function->isCoroutine && awaitsElsewhere(*function))
                grows |= movers_.insert(function).second;
    }
}

bool Segments::awaitsElsewhere(const FunctionFact& coroutine) const {
    for (uint32_t i = 0; i < coroutine.events().size(); ++i)
        if (coroutine.events()[i].kind == EventKind::Await &&
            after(coroutine, i).kind != SegmentKind::Home)
            return true;
    return false;
}

Segment Segments::after(const FunctionFact& function, uint32_t index) const {
    if (!models_.isCoroutine(function.returns)) return {SegmentKind::Unknown};
    const Event& await = function.events()[index];
    if (const Event* call = awaitedCall(function, await))
        if (const Value* executor = boundExecutor(function, *call))
            return {SegmentKind::Elsewhere, executor};
    for (const Value& awaited : await.args)
        for (const FunctionFact* coroutine : objects_.callables(function, awaited))
            if (movers_.contains(coroutine)) return {SegmentKind::Unknown};
    return {};
}

Segment Segments::of(const FunctionFact& function, uint32_t event) const {
    if (!function.isCoroutine) return {};
    Segment own; // of all awaits that may have come last before the event
    bool isFirst = true;
    const auto add = [&](const Segment& segment) {
        own = isFirst || own == segment ? segment : Segment{SegmentKind::Unknown};
        isFirst = false;
    };
    std::vector<uint32_t> open;
    std::vector<bool> seen(function.blocks().size());
    const auto lookBack = [&](uint32_t block, uint32_t end) {
        for (uint32_t i = end; i-- > function.blocks()[block].begin;)
            if (function.events()[i].kind == EventKind::Await) return add(after(function, i));
        if (block == 0) add({});
        for (uint32_t other = 0; other < function.blocks().size(); ++other) {
            const List<uint32_t>& next = function.blocks()[other].successors;
            if (seen[other] || std::find(next.begin(), next.end(), block) == next.end()) continue;
            seen[other] = true;
            open.push_back(other);
        }
    };
    lookBack(blockOf(function, event), event);
    while (!open.empty()) {
        const uint32_t block = open.back();
        open.pop_back();
        lookBack(block, function.blocks()[block].end);
    }
    return own;
}

} // namespace looplint
