#include "analysis/rotation.h"

#include "analysis/instances.h"
#include "analysis/resolve.h"

#include <algorithm>

namespace looplint {

static constexpr int kDeepest = 6;

/// `++turn_`, `turn_ = …`, `turn_.fetch_add(1)`: the field is another one at the next call.
static bool changes(const Event& event) {
    if (!event.object.is(ValueKind::Field) || !event.object.entity) return false;
    if (event.kind == EventKind::Assign) return event.args[0].is(ValueKind::Unknown);
    const std::string& name = event.name.str();
    return event.kind == EventKind::Call &&
           (name.ends_with("::fetch_add") || name.ends_with("::operator++"));
}

/// The container field of `this` that a value is an element of, at an index that is no literal.
static const Value* elementOf(const FunctionFact& function, const Value& value, int depth = 0) {
    if (depth > kDeepest) return nullptr;
    if (value.is(ValueKind::Field) && value.name == Name("[]") && !value.parts.empty())
        return value.parts[0].is(ValueKind::Field) ? &value.parts[0] : nullptr;
    if (value.is(ValueKind::Field) && !value.parts.empty())
        return elementOf(function, value.parts[0], depth + 1);
    if (value.is(ValueKind::Variable)) {
        const Value* assigned = onlyAssignment(function, value.entity);
        return assigned ? elementOf(function, *assigned, depth + 1) : nullptr;
    }
    if (!value.is(ValueKind::Result) || value.event >= function.events().size()) return nullptr;
    const Event& event = function.events()[value.event];
    const std::string& name = event.name.str();
    const bool isElement = event.kind == EventKind::Call && event.args.size() == 1 &&
                           (name.ends_with("::operator[]") || name.ends_with("::at"));
    if (!isElement || event.args[0].is(ValueKind::Literal)) return nullptr;
    return event.object.is(ValueKind::Field) ? &event.object : nullptr;
}

static bool isRotating(const FunctionFact& function) {
    const Value* container = nullptr;
    uint32_t returns = 0;
    for (const Event& event : function.events()) {
        if (event.kind != EventKind::Return || event.args.empty()) continue;
        container = elementOf(function, event.args[0]);
        if (!container) return false;
        ++returns;
    }
    return returns == 1 &&
           std::any_of(function.events().begin(), function.events().end(), [&](const Event& event) {
               return changes(event) && !(event.object.entity == container->entity);
           });
}

std::optional<uint32_t> takenInTurn(const Program& program, const Models& models,
                                    const FunctionFact& function, const Value& value) {
    const Value* at = &value;
    for (int depth = 0; at && depth < kDeepest; ++depth) {
        if (at->is(ValueKind::Variable)) {
            at = onlyAssignment(function, at->entity);
            continue;
        }
        if (!at->is(ValueKind::Result) || at->event >= function.events().size()) break;
        const Event& event = function.events()[at->event];
        const FunctionFact* callee = event.isVirtual ? nullptr : program.function(event.callee);
        if (callee && event.kind == EventKind::Call)
            return isRotating(*callee) ? std::optional(at->event) : std::nullopt;
        if (!models.isAccessor(event.name)) break;
        at = operandOf(event, {Operand::kObject});
        if (!at) at = operandOf(event, {0});
    }
    return std::nullopt;
}

} // namespace looplint
