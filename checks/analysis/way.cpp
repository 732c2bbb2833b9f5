#include "analysis/way.h"

#include "analysis/flow.h"

namespace looplint {

namespace {
/// What a literal is as a condition; nothing for what is no literal.
std::optional<bool> truthOf(const Value& value) {
    if (value.is(ValueKind::Null)) return false;
    if (!value.is(ValueKind::Literal)) return std::nullopt;
    return value.name != Name("false") && value.name != Name("0");
}

/// One call: its function's parameters and what they are given.
class Given {
  public:
    Given(const FunctionFact& function, const Event& call) : function_(function), call_(call) {}

    const Value* argument(const Value& value) const {
        if (!value.is(ValueKind::Variable)) return &value;
        for (size_t i = 0; i < function_.parameters.size() && i < call_.args.size(); ++i)
            if (function_.parameters[i].entity == value.entity) return &call_.args[i];
        return nullptr;
    }

    std::optional<bool> evaluate(const Value& condition) const {
        if (!condition.is(ValueKind::Operator)) {
            const bool isParameter = condition.is(ValueKind::Variable);
            const Value* given = isParameter ? argument(condition) : nullptr;
            return given ? truthOf(*given) : std::nullopt;
        }
        if (condition.name == Name("!")) {
            const std::optional<bool> inner = evaluate(condition.parts[0]);
            return inner ? std::optional(!*inner) : std::nullopt;
        }
        const bool isEqual = condition.name == Name("==");
        if (!isEqual && condition.name != Name("!=")) return std::nullopt;
        const Value* left = argument(condition.parts[0]);
        const Value* right = argument(condition.parts[1]);
        if (!left || !right || !truthOf(*left) || !truthOf(*right)) return std::nullopt;
        return (left->kind == right->kind && left->name == right->name) == isEqual;
    }

  private:
    const FunctionFact& function_;
    const Event& call_;
};

bool isRuledOutBy(const Event& call, const FunctionFact& function, uint32_t event) {
    const Given given(function, call);
    const uint32_t at = blockOf(function, event);
    for (uint32_t i = 0; i < function.blocks().size(); ++i) {
        const Block& block = function.blocks()[i];
        if (!block.condition || block.successors.size() != 2) continue;
        const std::optional<bool> truth = given.evaluate(*block.condition);
        if (!truth) continue;
        const uint32_t taken = block.successors[*truth ? 0 : 1];
        // Whatever way leads to the event passes this branch, and it goes the other way.
        if (at != i && !blocksFrom(function, 0, i)[at] && !blocksFrom(function, taken, i)[at])
            return true;
    }
    return false;
}
} // namespace

bool isRuledOut(const Contexts& contexts, const FunctionFact& function, uint32_t event,
                const Context& context) {
    const std::vector<Step> steps = contexts.chain(function, context);
    for (size_t i = 0; i < steps.size(); ++i) {
        const bool isLast = i + 1 == steps.size();
        const FunctionFact& entered = isLast ? function : *steps[i + 1].function;
        const uint32_t next = isLast ? event : steps[i + 1].event;
        const Event& call = steps[i].function->events()[steps[i].event];
        const bool isCall = call.callee && call.callee == entered.entity;
        if (isCall && isRuledOutBy(call, entered, next)) return true;
    }
    return false;
}

} // namespace looplint
