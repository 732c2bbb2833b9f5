// The part of Contexts that infers which functions of the program are hand-overs themselves.

#include "analysis/contexts.h"

namespace looplint {

static std::optional<uint32_t> parameterOf(const FunctionFact& function, const Value& value) {
    if (!value.is(ValueKind::Variable)) return std::nullopt;
    for (uint32_t i = 0; i < function.parameters.size(); ++i)
        if (function.parameters[i].entity == value.entity) return i;
    return std::nullopt;
}

/// Functions that hand a parameter over to the loop that another parameter is: calls of them are
/// hand-overs. True if that was news.
bool Contexts::noteWrappers() {
    const size_t before = wrappers_.size();
    for (const FunctionFact* function : program_.functions()) {
        if (function->parameters.size() < 2) continue;
        for (const Event& event : function->events) {
            auto wrapper = wrappers_.find(event.callee);
            const HandOver* over =
                wrapper == wrappers_.end() ? models_.handOver(event.name) : &wrapper->second;
            const Value* loop = over ? operandOf(event, over->loop) : nullptr;
            const auto loopIndex = loop ? parameterOf(*function, *loop) : std::nullopt;
            if (!loopIndex) continue;
            for (uint32_t i = 0; i < event.args.size(); ++i) {
                const auto callable = parameterOf(*function, event.args[i]);
                const bool isMeant = over->callable.isObject() || over->callable.index == i;
                if (callable && *callable != *loopIndex && isMeant)
                    wrappers_[function->entity] = {
                        {*loopIndex}, {}, {*callable}, over->waits, over->crossesShards};
            }
        }
    }
    return wrappers_.size() != before;
}

} // namespace looplint
