#include "analysis/objects.h"

#include "analysis/held.h"
#include "analysis/holders.h"

#include <algorithm>

namespace looplint {

namespace {
constexpr int kDeepest = 16;

template <class T>
bool insertSorted(std::vector<T>& set, T element) {
    auto at = std::lower_bound(set.begin(), set.end(), element);
    if (at != set.end() && *at == element) return false;
    set.insert(at, element);
    return true;
}

bool isNamed(const Value& value) {
    return (value.is(ValueKind::Variable) || value.is(ValueKind::Field)) && value.entity;
}

/// The variable or field that a value is an element or part of.
const Value& rootOf(const Value& value) {
    const Value* at = &value;
    while (at->is(ValueKind::Field) && (!at->entity || isLibraryField(at->entity)) &&
           !at->parts.empty())
        at = &at->parts[0];
    return *at;
}
} // namespace

void Objects::Sources::add(const Sources& other) {
    for (ObjectId object : other.objects) insertSorted(objects, object);
    slots.insert(slots.end(), other.slots.begin(), other.slots.end());
}

Objects::Objects(const Program& program, const Models& models)
    : program_(program), models_(models) {
    declareAll();
    noteBuilt();
    for (const FunctionFact* function : program.functions()) noteInflows(*function);
    for (const FunctionFact* function : program.functions()) addFlows(*function);
    do solve();
    while (solveIndirect());
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
            parameters_[parameter.entity] = true;
        }
        for (const Event& event : function->events) {
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
        const bool isInsertion =
            event.kind == EventKind::Call && isHolderFunction(event.name) && !event.args.empty();
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
            const RecordFact* record = program_.record(event.type.record);
            if (!record || !record->isProject) continue;
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

bool Objects::isHolder(const Type& type) const {
    if (type.held != Held::Value || isHolderType(type.generic)) return true;
    if (!type.record) return true; // scalars, function pointers
    const RecordFact* record = program_.record(type.record);
    if (record && record->isProject) return false;
    return !models_.loop(type.generic) && !boundTypeOf(type, program_, models_);
}

Objects::Holding Objects::holding(const Entity& entity) const {
    auto type = types_.find(entity);
    const bool hasInflow = inflows_.contains(entity);
    if (type == types_.end()) return hasInflow ? Holding::Elsewhere : Holding::Itself;
    if (!isHolder(type->second)) {
        const RecordFact* record = program_.record(type->second.record);
        const bool isCopy = parameters_.contains(entity) && !(record && record->isProject);
        return isCopy ? Holding::Elsewhere : Holding::Itself;
    }
    if (parameters_.contains(entity) || type->second.held != Held::Value) return Holding::Elsewhere;
    return hasInflow ? Holding::Elsewhere : Holding::Itself;
}

ObjectId Objects::intern(Object object) const {
    const bool byName = object.kind == ObjectKind::Default || object.kind == ObjectKind::Class;
    const auto key =
        std::tuple(object.kind, object.entity, object.event, byName ? object.name : Name());
    auto [entry, isNew] = ids_.try_emplace(key, static_cast<ObjectId>(objects_.size()));
    if (isNew) objects_.push_back(std::move(object));
    return entry->second;
}

Objects::Slot Objects::slotOf(const Entity& entity, bool isReturn) const {
    auto& slots = isReturn ? returns_ : slots_;
    auto [entry, isNew] = slots.try_emplace(entity, static_cast<Slot>(contents_.size()));
    if (isNew) {
        contents_.emplace_back();
        next_.emplace_back();
    }
    return entry->second;
}

ObjectId Objects::instance(Name record) const {
    auto only = instances_.find(record);
    const Name key = only == instances_.end() ? record : only->second;
    return intern(
        {.kind = ObjectKind::Class, .entity = {}, .event = 0, .name = key, .record = key});
}

ObjectId Objects::defaultLoop(Name function) const {
    return intern(
        {.kind = ObjectKind::Default, .entity = {}, .event = 0, .name = function, .record = {}});
}

Name Objects::selfOf(const FunctionFact& function) const {
    const FunctionFact* at = &function;
    for (int depth = 0; at && depth < kDeepest; ++depth) {
        if (at->record && !at->isLambda) return at->record;
        at = at->enclosing ? program_.function(at->enclosing) : nullptr;
    }
    return {};
}

Objects::Sources Objects::sourcesOfNamed(const Value& value) const {
    if (!value.entity) return {};
    auto type = types_.find(value.entity);
    const RecordFact* record =
        type == types_.end() ? nullptr : program_.record(type->second.record);
    const bool isInstance = record && record->isProject && type->second.held == Held::Value;
    if (isInstance && !isHolderType(type->second.generic))
        return {.objects = {instance(record->key)}, .slots = {}};
    if (holding(value.entity) == Holding::Elsewhere)
        return {.objects = {}, .slots = {slotOf(value.entity)}};
    return {.objects = {intern({.kind = ObjectKind::Variable,
                                .entity = value.entity,
                                .event = 0,
                                .name = value.name,
                                .record = type == types_.end() ? Name() : type->second.record})},
            .slots = {}};
}

Objects::Sources Objects::sources(const FunctionFact& function, const Value& value,
                                  int depth) const {
    if (depth > kDeepest) return {};
    switch (value.kind) {
    case ValueKind::Field:
        if (&rootOf(value) != &value) return sources(function, rootOf(value), depth + 1);
        [[fallthrough]];
    case ValueKind::Variable:
        return sourcesOfNamed(value);
    case ValueKind::This:
        if (const Name self = selfOf(function)) return {.objects = {instance(self)}, .slots = {}};
        return {};
    case ValueKind::Function:
    case ValueKind::Lambda:
        return {.objects = {intern({.kind = ObjectKind::Callable,
                                    .entity = value.entity,
                                    .event = 0,
                                    .name = value.name,
                                    .record = {}})},
                .slots = {}};
    case ValueKind::Bind:
        return value.parts.empty() ? Sources{} : sources(function, value.parts[0], depth + 1);
    case ValueKind::List:
    case ValueKind::Operator: {
        Sources all;
        if (value.is(ValueKind::Operator) && value.name != Name("?:")) return all;
        for (const Value& part : value.parts) all.add(sources(function, part, depth + 1));
        return all;
    }
    case ValueKind::Result:
        return sourcesOfResult(function, value.event, depth + 1);
    default:
        return {};
    }
}

Objects::Sources Objects::sourcesOfResult(const FunctionFact& function, uint32_t index,
                                          int depth) const {
    if (index >= function.events.size()) return {};
    const Event& event = function.events[index];
    switch (event.kind) {
    case EventKind::Construct:
        return sourcesOfBuilt(function, index, depth);
    case EventKind::Await:
        return event.args.empty() ? Sources{} : sources(function, event.args[0], depth);
    case EventKind::Call:
        return sourcesOfCall(function, index, depth);
    default:
        return {};
    }
}

/// A construction: the place that is built, an instance of a class of the project, a new object,
/// or what a holder is made of.
Objects::Sources Objects::sourcesOfBuilt(const FunctionFact& function, uint32_t index,
                                         int depth) const {
    const Event& event = function.events[index];
    const RecordFact* record = program_.record(event.type.record);
    if (record && record->isProject) return {.objects = {instance(record->key)}, .slots = {}};
    Type value = event.type;
    value.held = Held::Value;
    if (isHolder(value)) return sourcesOfArguments(function, event, depth);
    if (!event.isHeap && isNamed(event.object) && &rootOf(event.object) == &event.object &&
        holding(event.object.entity) == Holding::Itself)
        return sourcesOfNamed(event.object);
    return {
        .objects = {intern({.kind = ObjectKind::Made,
                            .entity = function.entity,
                            .event = index,
                            .name = isNamed(event.object) ? event.object.name : event.type.generic,
                            .record = event.type.record})},
        .slots = {}};
}

Objects::Sources Objects::sourcesOfArguments(const FunctionFact& function, const Event& event,
                                             int depth) const {
    Sources all;
    for (const Value& arg : event.args) all.add(sources(function, arg, depth + 1));
    return all;
}

Objects::Sources Objects::sourcesOfCall(const FunctionFact& function, uint32_t index,
                                        int depth) const {
    const Event& event = function.events[index];
    if (models_.isDefaultLoop(event.name))
        return {.objects = {defaultLoop(event.name)}, .slots = {}};
    const Binder* binder = models_.binder(event.name);
    const bool makes = models_.makesLoop(event.name) && event.type.held == Held::Pointer;
    if (makes || (binder && binder->object.isResult()))
        return {.objects = {intern({.kind = ObjectKind::Made,
                                    .entity = function.entity,
                                    .event = index,
                                    .name = event.name,
                                    .record = event.type.record})},
                .slots = {}};
    if (models_.isAccessor(event.name)) {
        if (!event.object.is(ValueKind::Unknown)) return sources(function, event.object, depth);
        return event.args.empty() ? Sources{} : sources(function, event.args[0], depth);
    }
    if (program_.function(event.callee) || event.isVirtual) {
        Sources all;
        if (program_.function(event.callee)) all.slots.push_back(slotOf(event.callee, true));
        for (const FunctionFact* overrider : program_.overriders(event.callee))
            all.slots.push_back(slotOf(overrider->entity, true));
        return all;
    }
    Sources all = sourcesOfArguments(function, event, depth);
    if (isHolderFunction(event.name)) {
        all.add(sources(function, event.object, depth));
        return all;
    }
    // Another library makes callables out of callables: bind_executor(…, f), sigc::mem_fun(f).
    std::erase_if(all.objects,
                  [&](ObjectId id) { return objects_[id].kind != ObjectKind::Callable; });
    all.slots.clear();
    return all;
}

bool Objects::flow(const Sources& from, Slot into) {
    bool isNews = false;
    for (ObjectId object : from.objects) isNews |= insertSorted(contents_[into], object);
    for (Slot slot : from.slots)
        if (slot != into) isNews |= insertSorted(next_[slot], into);
    return isNews;
}

bool Objects::flow(const FunctionFact& function, const Value& from, Slot into) {
    return flow(sources(function, from), into);
}

/// The slots that a value names, to put something into.
std::vector<Objects::Slot> Objects::targets(const FunctionFact& function, const Value& value,
                                            int depth) const {
    const Value& root = rootOf(value);
    if (isNamed(root))
        return holding(root.entity) == Holding::Elsewhere ? std::vector{slotOf(root.entity)}
                                                          : std::vector<Slot>{};
    if (!root.is(ValueKind::Result) || root.event >= function.events.size() || depth > kDeepest)
        return {};
    const Event& event = function.events[root.event];
    const bool isInside = event.kind == EventKind::Call && isHolderFunction(event.name);
    return isInside ? targets(function, event.object, depth + 1) : std::vector<Slot>{};
}

void Objects::addFlows(const FunctionFact& function) {
    const FunctionFact* around = program_.function(function.enclosing);
    for (const Capture& capture : function.captures)
        if (around && capture.entity && capture.entity != capture.value.entity)
            flow(*around, capture.value, slotOf(capture.entity));
    for (uint32_t i = 0; i < function.events.size(); ++i) addEvent(function, i);
}

void Objects::addEvent(const FunctionFact& function, uint32_t index) {
    const Event& event = function.events[index];
    switch (event.kind) {
    case EventKind::Assign:
    case EventKind::Initialize:
        for (Slot slot : targets(function, event.object)) flow(function, event.args[0], slot);
        break;
    case EventKind::Return:
        if (!event.args.empty()) flow(function, event.args[0], slotOf(function.entity, true));
        break;
    case EventKind::Construct:
        for (Slot slot : targets(function, event.object))
            flow(sourcesOfBuilt(function, index, 0), slot);
        [[fallthrough]];
    case EventKind::Call:
        addCall(function, index);
        break;
    default:
        break;
    }
}

void Objects::addCall(const FunctionFact& function, uint32_t index) {
    const Event& call = function.events[index];
    const FunctionFact* callee = program_.function(call.callee);
    if (callee) addArguments(function, call, *callee);
    if (call.isVirtual)
        for (const FunctionFact* overrider : program_.overriders(call.callee))
            addArguments(function, call, *overrider);
    const bool isCall = call.kind == EventKind::Call;
    if (isCall && isHolderFunction(call.name))
        for (Slot slot : targets(function, call.object))
            for (const Value& arg : call.args) flow(function, arg, slot);
    const bool isIndirect = !call.callee || call.name.str().ends_with("::operator()");
    if (isCall && isIndirect && !callee) indirect_.push_back({&function, &call});
}

bool Objects::addArguments(const FunctionFact& caller, const Event& call,
                           const FunctionFact& callee) {
    bool isNews = false;
    for (size_t i = 0; i < callee.parameters.size() && i < call.args.size(); ++i)
        if (holding(callee.parameters[i].entity) == Holding::Elsewhere)
            isNews |= flow(caller, call.args[i], slotOf(callee.parameters[i].entity));
    return isNews;
}

void Objects::solve() {
    std::vector<Slot> open(contents_.size());
    std::vector<bool> isOpen(contents_.size(), true);
    for (Slot slot = 0; slot < open.size(); ++slot) open[slot] = slot;
    while (!open.empty()) {
        const Slot slot = open.back();
        open.pop_back();
        isOpen[slot] = false;
        for (Slot target : next_[slot]) {
            ObjectSet merged;
            std::set_union(contents_[target].begin(), contents_[target].end(),
                           contents_[slot].begin(), contents_[slot].end(),
                           std::back_inserter(merged));
            if (merged.size() == contents_[target].size()) continue;
            contents_[target] = std::move(merged);
            if (!isOpen[target]) open.push_back(target);
            isOpen[target] = true;
        }
    }
}

/// Calls through function objects: what they call is known only now. True if that was news.
bool Objects::solveIndirect() {
    bool isNews = false;
    for (const IndirectCall& call : indirect_)
        for (const FunctionFact* callee : callables(*call.function, call.event->object))
            isNews |= addArguments(*call.function, *call.event, *callee);
    return isNews;
}

ObjectSet Objects::of(const FunctionFact& function, const Value& value) const {
    Sources from = sources(function, value);
    for (Slot slot : from.slots)
        for (ObjectId object : contents_[slot]) insertSorted(from.objects, object);
    return std::move(from.objects);
}

ObjectSet Objects::made(const FunctionFact& function, uint32_t event) const {
    Value result;
    result.kind = ValueKind::Result;
    result.event = event;
    return of(function, result);
}

std::optional<ObjectId> Objects::one(const FunctionFact& function, const Value& value) const {
    const ObjectSet all = of(function, value);
    return all.size() == 1 ? std::optional(all[0]) : std::nullopt;
}

std::vector<const FunctionFact*> Objects::callables(const FunctionFact& function,
                                                    const Value& value) const {
    std::vector<const FunctionFact*> found;
    for (ObjectId id : of(function, value))
        if (objects_[id].kind == ObjectKind::Callable)
            if (const FunctionFact* callee = program_.function(objects_[id].entity))
                found.push_back(callee);
    return found;
}

} // namespace looplint
