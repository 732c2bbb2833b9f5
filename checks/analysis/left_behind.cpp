#include "analysis/left_behind.h"

#include <algorithm>

namespace looplint {

/// Whether a class holds a member by value.
static bool holds(const RecordFact& record, const Entity& member) {
    return std::any_of(record.fields.begin(), record.fields.end(), [&](const Field& field) {
        return field.entity == member && field.type.held == Held::Value;
    });
}

std::optional<LeftBehind> leftBehind(const Program& program, const Engine& engine, ObjectId member,
                                     const FunctionFact& function, const Context& context) {
    const BoundType* type = engine.bindings.typeOf(member);
    const ThreadBond* bond = engine.bindings.threadBond(member);
    const Name self = engine.objects.selfOf(function);
    const RecordFact* record = self ? program.record(self) : nullptr;
    if (!type || !type->hasParent || !bond || !bond->parents.empty() || !bond->moves.empty())
        return std::nullopt;
    if (!record || !holds(*record, engine.objects[member].entity)) return std::nullopt;
    const ObjectId whole = engine.objects.instance(self);
    const ThreadBond* moved = engine.bindings.threadBond(whole);
    const bool isThere = engine.contexts.homeOf(whole) == context;
    if (!moved || moved->moves.empty() || !isThere) return std::nullopt;
    return LeftBehind{record->generic, moved->moves.front()};
}

} // namespace looplint
