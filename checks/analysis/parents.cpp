#include "analysis/parents.h"

#include "analysis/held.h"

#include <algorithm>

namespace looplint {

bool isParameter(const FunctionFact& function, const Value& value) {
    return std::any_of(function.parameters.begin(), function.parameters.end(),
                       [&](const Parameter& parameter) {
                           return value.is(ValueKind::Variable) && parameter.entity == value.entity;
                       });
}

static const Value* lastArgument(const Event& construct) {
    if (construct.args.empty()) return nullptr;
    const Value& last = construct.args.back();
    const bool isObject = last.is(ValueKind::This) || last.is(ValueKind::Variable) ||
                          last.is(ValueKind::Field) || last.is(ValueKind::Result);
    return isObject ? &last : nullptr;
}

const Value* Parents::of(const Event& construct, int depth) const {
    if (depth > 8) return nullptr;
    const BoundType* bound = boundTypeOf(construct.type, program_, models_);
    if (!bound || !bound->hasParent) return nullptr;
    const FunctionFact* constructor = program_.function(construct.callee);
    const RecordFact* record = program_.record(construct.type.record);
    if (!constructor) return record && record->isProject ? nullptr : lastArgument(construct);
    for (const Event& event : constructor->events()) {
        const bool isBase = event.kind == EventKind::Construct && event.object.is(ValueKind::This);
        const Value* inner = isBase ? of(event, depth + 1) : nullptr;
        if (!inner || !inner->is(ValueKind::Variable)) continue;
        for (size_t i = 0; i < constructor->parameters.size() && i < construct.args.size(); ++i)
            if (constructor->parameters[i].entity == inner->entity) return &construct.args[i];
    }
    return nullptr;
}

std::vector<Site> Parents::built(ObjectId object, const Objects& objects) const {
    std::vector<Site> sites;
    for (const FunctionFact* function : program_.functions())
        for (uint32_t i = 0; i < function->events().size(); ++i) {
            const Event& event = function->events()[i];
            if (event.kind != EventKind::Construct || event.object.is(ValueKind::This)) continue;
            const ObjectSet made = objects.made(*function, i);
            if (made.size() == 1 && made[0] == object) sites.push_back({function, i});
        }
    return sites;
}

} // namespace looplint
