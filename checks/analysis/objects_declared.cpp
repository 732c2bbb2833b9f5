// The part of Objects that says what each declaration is: an object itself, or a place that stands
// for objects elsewhere.

#include "analysis/held.h"
#include "analysis/holders.h"
#include "analysis/objects.h"
#include "analysis/sorted.h"

#include <algorithm>

namespace looplint {

/// Whether a slot is a pointer to a loop or a loop-bound object of a library, or a parameter that
/// such an object is moved into.
bool Objects::pointsToModelled(const Declared& declared) const {
    const Type* type = declared.type;
    const bool isPlace = type && type->held == Held::Value;
    if (!type || (isPlace && !declared.isParameter)) return false;
    if (programClass(type->record)) return false;
    const bool isBound = boundTypeOf(*type, program_, models_) != nullptr;
    return isBound || (!isPlace && models_.loop(type->generic));
}

const Objects::Declared* Objects::declared(const Entity& entity) const {
    return declared_.find(entity);
}

void Objects::declare(const Entity& entity, const Type& type) {
    if (!entity) return;
    Declared& known = declared_[entity];
    if (!known.type) known.type = &type;
}

void Objects::nameIt(const Entity& entity, Name name) {
    Declared& known = declared_[entity];
    if (!known.hasName) known.name = name;
    known.hasName = true;
}

void Objects::declareAll() {
    for (const RecordFact* record : program_.records())
        for (const Field& field : record->fields) declare(field.entity, field.type);
    for (const Definition& definition : program_.definitions())
        declare(definition.variable->entity, definition.variable->type);
    for (const FunctionFact* function : program_.functions()) declareIn(*function);
}

void Objects::declareIn(const FunctionFact& function) {
    for (const Parameter& parameter : function.parameters) {
        declare(parameter.entity, parameter.type);
        nameIt(parameter.entity, parameter.name);
        declared_[parameter.entity].isParameter = true;
    }
    for (const Capture& capture : function.captures) // `[p = std::move(p)]`
        if (capture.entity != capture.value.entity && isHolderType(capture.type.generic))
            declare(capture.entity, capture.type);
    for (const Event& event : function.events()) {
        if (!isNamed(event.object)) continue;
        nameIt(event.object.entity, event.object.name);
        const bool sets = event.kind == EventKind::Assign || event.kind == EventKind::Initialize;
        const bool builds = event.kind == EventKind::Construct && !event.isHeap;
        if (sets || builds) declare(event.object.entity, event.type);
    }
}

/// The variable or field that a value is an element or part of, or that a function of the program
/// gives a reference to: `Signal& changed() { return changed_; }`.
const Value& Objects::placeBehind(const FunctionFact& function, const Value& value) const {
    const Value& root = rootOf(value);
    if (!root.is(ValueKind::Result) || root.event >= function.events().size()) return root;
    const Event& call = function.events()[root.event];
    const FunctionFact* callee = call.isVirtual ? nullptr : program_.function(call.callee);
    if (call.kind != EventKind::Call || !callee) return root;
    const bool isOnlyReturn = callee->events().size() == 1 && !callee->events()[0].args.empty();
    if (!isOnlyReturn || callee->events()[0].kind != EventKind::Return) return root;
    const Value& place = rootOf(callee->events()[0].args[0]);
    return place.is(ValueKind::Field) ? place : root;
}

/// What a local reference is declared to refer to: `auto& slot = map_[key]`; nothing for others.
Objects::Place Objects::referredTo(const FunctionFact& function, const Value& value) const {
    const Declared* known = declared(value.entity);
    const bool isReference = value.is(ValueKind::Variable) && known && known->type &&
                             known->type->held == Held::Reference;
    if (!isReference || known->isParameter) return {};
    const FunctionFact* declares = &function; // lambdas name what they capture by reference
    const auto captures = [&](const Capture& capture) { return capture.entity == value.entity; };
    while (std::any_of(declares->captures.begin(), declares->captures.end(), captures)) {
        const FunctionFact* around = program_.function(declares->enclosing);
        if (!around) return {};
        declares = around;
    }
    for (const Event& event : declares->events())
        if (event.kind == EventKind::Assign && event.object.entity == value.entity)
            return {declares, &event.args[0]};
    return {};
}

void Objects::noteInflows(const FunctionFact& function) {
    for (const Capture& capture : function.captures)
        if (capture.entity && capture.entity != capture.value.entity)
            declared_[capture.entity].hasInflow = true;
    for (const Event& event : function.events()) {
        if (isSwap(event))
            for (const Value& arg : event.args)
                if (isNamed(rootOf(arg))) declared_[rootOf(arg).entity].hasInflow = true;
        const Value& into = placeBehind(function, event.object);
        if (!isNamed(into)) continue;
        const bool isInsertion = event.kind == EventKind::Call && isHolderFunction(event.name) &&
                                 !event.args.empty() && !models_.signals(event.name);
        const bool isBuilt =
            event.kind == EventKind::Construct && (event.isHeap || !event.args.empty());
        if (event.kind == EventKind::Assign || event.kind == EventKind::Initialize || isBuilt ||
            isInsertion)
            declared_[into.entity].hasInflow = true;
        const Declared* known = declared(into.entity);
        const Place place = known && known->hasInflow ? referredTo(function, into) : Place{};
        if (place.value && isNamed(rootOf(*place.value)))
            declared_[rootOf(*place.value).entity].hasInflow = true;
    }
}

/// Which classes are built, and by it which classes stand for one of their derived ones only.
void Objects::noteBuilt() {
    std::unordered_map<Name, std::vector<Name>> built;
    for (const FunctionFact* function : program_.functions())
        for (const Event& event : function->events()) {
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

Objects::Holding Objects::holding(const Entity& entity) const { return holding(declared(entity)); }

Objects::Holding Objects::holding(const Declared* declared) const {
    if (!declared) return Holding::Itself;
    const Type* type = declared->type;
    if (!type) return declared->hasInflow ? Holding::Elsewhere : Holding::Itself;
    if (!isHolder(*type)) {
        const bool isCopy = declared->isParameter && !programClass(type->record);
        return isCopy ? Holding::Elsewhere : Holding::Itself;
    }
    if (declared->isParameter || type->held != Held::Value) return Holding::Elsewhere;
    return declared->hasInflow ? Holding::Elsewhere : Holding::Itself;
}

} // namespace looplint
