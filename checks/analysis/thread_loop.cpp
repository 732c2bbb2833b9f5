#include "analysis/thread_loop.h"

#include "analysis/resolve.h"

namespace looplint {

static constexpr int kDeepest = 8;

static std::optional<Site> threadLoopOf(const Program& program, const Models& models,
                                        const FunctionFact& function, const Value& value,
                                        int depth) {
    if (depth > kDeepest) return std::nullopt;
    if (value.is(ValueKind::Variable)) {
        const Value* assigned = onlyAssignment(function, value.entity);
        return assigned ? threadLoopOf(program, models, function, *assigned, depth + 1)
                        : std::nullopt;
    }
    if (!value.is(ValueKind::Result) || value.event >= function.events().size()) return std::nullopt;
    const Event& event = function.events()[value.event];
    if (event.kind != EventKind::Call) return std::nullopt;
    if (models.isThreadLoop(event.name)) return Site{&function, value.event};
    if (const Binder* binder = models.binder(event.name)) {
        const Value* loop = binder->object.isResult() ? operandOf(event, binder->loop) : nullptr;
        return loop ? threadLoopOf(program, models, function, *loop, depth + 1) : std::nullopt;
    }
    const FunctionFact* callee = event.isVirtual ? nullptr : program.function(event.callee);
    std::optional<Site> found;
    if (!callee) return found;
    for (const Event& inner : callee->events()) {
        if (inner.kind != EventKind::Return || inner.args.empty()) continue;
        found = threadLoopOf(program, models, *callee, inner.args[0], depth + 1);
        if (!found) return found;
    }
    return found;
}

std::optional<Site> threadLoopOf(const Program& program, const Models& models,
                                 const FunctionFact& function, const Value& value) {
    return threadLoopOf(program, models, function, value, 0);
}

} // namespace looplint
