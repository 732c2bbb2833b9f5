// The part of Objects that says what each declaration is: an object itself, or a place that stands
// for objects elsewhere.

#include "analysis/held.h"
#include "analysis/holders.h"
#include "analysis/objects.h"
#include "analysis/sorted.h"

namespace looplint {

/// Whether a slot is a pointer to a loop or a loop-bound object of a library.
bool Objects::pointsToModelled(const Entity& entity) const {
    auto type = types_.find(entity);
    if (type == types_.end() || type->second.held == Held::Value) return false;
    if (programClass(type->second.record)) return false;
    return models_.loop(type->second.generic) ||
           boundTypeOf(type->second, program_, models_) != nullptr;
}

void Objects::declare(const Entity& entity, const Type& type) {
    if (entity) types_.try_emplace(entity, type);
}

void Objects::declareAll() {
    for (const RecordFact* record : program_.records())
        for (const Field& field : record->fields) declare(field.entity, field.type);
    for (const Definition& definition : program_.definitions())
        declare(definition.variable->entity, definition.variable->type);
    for (const FunctionFact* function : program_.functions()) {
        for (const Parameter& parameter : function->parameters) {
            declare(parameter.entity, parameter.type);
            names_.try_emplace(parameter.entity, parameter.name);
            parameters_[parameter.entity] = true;
        }
        for (const Event& event : function->events) {
            if (isNamed(event.object)) names_.try_emplace(event.object.entity, event.object.name);
            const bool sets =
                event.kind == EventKind::Assign || event.kind == EventKind::Initialize;
            const bool builds = event.kind == EventKind::Construct && !event.isHeap;
            if (isNamed(event.object) && (sets || builds)) declare(event.object.entity, event.type);
        }
    }
}

void Objects::noteInflows(const FunctionFact& function) {
    for (const Capture& capture : function.captures)
        if (capture.entity && capture.entity != capture.value.entity)
            inflows_[capture.entity] = true;
    for (const Event& event : function.events) {
        const Value& into = rootOf(event.object);
        if (!isNamed(into)) continue;
        const bool isInsertion = event.kind == EventKind::Call && isHolderFunction(event.name) &&
                                 !event.args.empty() && !models_.signals(event.name);
        const bool isBuilt =
            event.kind == EventKind::Construct && (event.isHeap || !event.args.empty());
        if (event.kind == EventKind::Assign || event.kind == EventKind::Initialize || isBuilt ||
            isInsertion)
            inflows_[into.entity] = true;
    }
}

/// Which classes are built, and by it which classes stand for one of their derived ones only.
void Objects::noteBuilt() {
    std::unordered_map<Name, std::vector<Name>> built;
    for (const FunctionFact* function : program_.functions())
        for (const Event& event : function->events) {
            if (event.kind != EventKind::Construct || event.object.is(ValueKind::This)) continue;
            const RecordFact* record = programClass(event.type.record);
            if (!record) continue;
            std::vector<Name> bases{record->key};
            for (size_t i = 0; i < bases.size(); ++i) {
                if (!insertSorted(built[bases[i]], record->key)) continue;
                if (const RecordFact* base = program_.record(bases[i]))
                    for (const Type& type : base->bases) bases.push_back(type.record);
            }
        }
    for (const auto& [record, classes] : built)
        instances_[record] = classes.size() == 1 ? classes[0] : record;
}

const RecordFact* Objects::programClass(Name key) const {
    const RecordFact* record = program_.record(key);
    const bool isModelled =
        record && (models_.loop(record->generic) || models_.bound(record->generic));
    return record && record->isProject && !isModelled ? record : nullptr;
}

bool Objects::isHolder(const Type& type) const {
    if (type.held != Held::Value || isHolderType(type.generic)) return true;
    if (!type.record) return true; // scalars, function pointers
    if (programClass(type.record)) return false;
    return !models_.loop(type.generic) && !boundTypeOf(type, program_, models_);
}

Objects::Holding Objects::holding(const Entity& entity) const {
    auto type = types_.find(entity);
    const bool hasInflow = inflows_.contains(entity);
    if (type == types_.end()) return hasInflow ? Holding::Elsewhere : Holding::Itself;
    if (!isHolder(type->second)) {
        const bool isCopy = parameters_.contains(entity) && !programClass(type->second.record);
        return isCopy ? Holding::Elsewhere : Holding::Itself;
    }
    if (parameters_.contains(entity) || type->second.held != Held::Value) return Holding::Elsewhere;
    return hasInflow ? Holding::Elsewhere : Holding::Itself;
}

} // namespace looplint
