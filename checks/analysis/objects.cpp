#include "analysis/objects.h"

#include <algorithm>

namespace looplint {

namespace {
constexpr int kDeepest = 16;

/// Whether a variable of this type refers to objects made elsewhere: pointers, references, smart
/// pointers, function objects, containers (which stand for their elements).
bool isReferenceLike(const Type& type) {
    if (type.held != Held::Value) return true;
    static constexpr std::string_view kHolders[] = {"std::unique_ptr",
                                                    "std::shared_ptr",
                                                    "std::weak_ptr",
                                                    "std::function",
                                                    "std::reference_wrapper",
                                                    "std::optional",
                                                    "std::vector",
                                                    "std::deque",
                                                    "std::list",
                                                    "std::map",
                                                    "std::unordered_map",
                                                    "std::set",
                                                    "std::queue",
                                                    "std::array",
                                                    "QPointer",
                                                    "QSharedPointer",
                                                    "QScopedPointer",
                                                    "QVector",
                                                    "QList",
                                                    "QMap",
                                                    "QHash"};
    return std::find(std::begin(kHolders), std::end(kHolders), type.generic.str()) !=
           std::end(kHolders);
}

/// Members of standard containers that put their arguments in.
bool isInsertion(Name callee) {
    static constexpr std::string_view kNames[] = {"::push_back", "::emplace_back", "::push",
                                                  "::insert",    "::emplace",      "::push_front",
                                                  "::reset",     "::append"};
    return callee.str().starts_with("std::") &&
           std::any_of(std::begin(kNames), std::end(kNames),
                       [&](std::string_view name) { return callee.str().ends_with(name); });
}

/// Members of standard containers that yield an element.
bool isElementAccess(Name callee) {
    static constexpr std::string_view kNames[] = {"::front", "::back", "::at",        "::top",
                                                  "::begin", "::find", "::operator[]"};
    return callee.str().starts_with("std::") &&
           std::any_of(std::begin(kNames), std::end(kNames),
                       [&](std::string_view name) { return callee.str().ends_with(name); });
}
} // namespace

Objects::Objects(const Program& program, const Models& models)
    : program_(program), models_(models) {
    findReferences();
    for (const FunctionFact* function : program.functions()) addFlows(*function);
    do solve();
    while (solveIndirect());
}

void Objects::findReferences() {
    for (const FunctionFact* function : program_.functions()) {
        for (const Parameter& parameter : function->parameters)
            if (isReferenceLike(parameter.type)) references_.insert(parameter.entity);
        for (const Event& event : function->events) {
            const bool isNamed =
                event.object.is(ValueKind::Variable) || event.object.is(ValueKind::Field);
            const bool sets =
                event.kind == EventKind::Assign || event.kind == EventKind::Initialize;
            if (isNamed && (sets || event.kind == EventKind::Construct) &&
                isReferenceLike(event.type))
                references_.insert(event.object.entity);
            if (isNamed && event.kind == EventKind::Construct && event.isHeap)
                references_.insert(event.object.entity);
        }
    }
    for (const RecordFact* record : program_.records())
        for (const Field& field : record->fields)
            if (isReferenceLike(field.type)) references_.insert(field.entity);
    for (const Definition& definition : program_.definitions())
        if (isReferenceLike(definition.variable->type))
            references_.insert(definition.variable->entity);
}

Name Objects::selfOf(const FunctionFact& function) const {
    const FunctionFact* at = &function;
    for (int depth = 0; at && depth < kDeepest; ++depth) {
        if (at->record) return at->record;
        at = at->enclosing ? program_.function(at->enclosing) : nullptr;
    }
    return {};
}

Objects::Sources Objects::sources(const FunctionFact& function, const Value& value,
                                  int depth) const {
    if (depth > kDeepest) return {};
    switch (value.kind) {
    case ValueKind::Variable:
    case ValueKind::Field:
        if (value.name == Name("[]")) return sources(function, value.parts[0], depth + 1);
        if (!value.entity) return {};
        if (references_.contains(value.entity)) return {.slots = {Slot{value.entity}}};
        return {.objects = {
                    {.kind = ObjectKind::Variable, .entity = value.entity, .name = value.name}}};
    case ValueKind::This:
        if (const Name self = selfOf(function))
            return {.objects = {{.kind = ObjectKind::Self, .name = self}}};
        return {};
    case ValueKind::Function:
    case ValueKind::Lambda:
        return {.objects = {
                    {.kind = ObjectKind::Callable, .entity = value.entity, .name = value.name}}};
    case ValueKind::Bind:
        return value.parts.empty() ? Sources{} : sources(function, value.parts[0], depth + 1);
    case ValueKind::Operator: {
        if (value.name != Name("?:")) return {};
        Sources both = sources(function, value.parts[0], depth + 1),
                other = sources(function, value.parts[1], depth + 1);
        both.objects.merge(other.objects);
        both.slots.merge(other.slots);
        return both;
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
    if (event.kind == EventKind::Construct) {
        const bool isPlaced = !event.isHeap && !event.object.is(ValueKind::Result);
        if (isPlaced) return sources(function, event.object, depth);
        return {.objects = {{.kind = ObjectKind::Made,
                             .entity = function.entity,
                             .event = index,
                             .name = event.type.generic}}};
    }
    if (event.kind == EventKind::Await && !event.args.empty())
        return sources(function, event.args[0], depth);
    if (event.kind != EventKind::Call) return {};
    if (models_.isDefaultLoop(event.name))
        return {.objects = {{.kind = ObjectKind::Default, .name = event.name}}};
    if (models_.isAccessor(event.name) || isElementAccess(event.name)) {
        const bool isMethod = !event.object.is(ValueKind::Unknown);
        if (isMethod) return sources(function, event.object, depth);
        return event.args.empty() ? Sources{} : sources(function, event.args[0], depth);
    }
    return program_.function(event.callee) ? Sources{.slots = {Slot{event.callee, true}}}
                                           : Sources{};
}

void Objects::flow(const FunctionFact& function, const Value& from, const Slot& into) {
    const Sources from_ = sources(function, from);
    contents_[into].insert(from_.objects.begin(), from_.objects.end());
    for (const Slot& slot : from_.slots) next_[slot].insert(into);
}

void Objects::addFlows(const FunctionFact& function) {
    for (const Capture& capture : function.captures) {
        const FunctionFact* around = program_.function(function.enclosing);
        const bool isSame =
            capture.value.is(ValueKind::Variable) && capture.value.entity == capture.entity;
        if (around && capture.entity && !isSame) {
            references_.insert(capture.entity);
            flow(*around, capture.value, {capture.entity});
        }
    }
    for (uint32_t i = 0; i < function.events.size(); ++i) {
        const Event& event = function.events[i];
        const bool isReference = references_.contains(event.object.entity);
        switch (event.kind) {
        case EventKind::Assign:
        case EventKind::Initialize:
            if (isReference) flow(function, event.args[0], {event.object.entity});
            break;
        case EventKind::Return:
            if (!event.args.empty()) flow(function, event.args[0], {function.entity, true});
            break;
        case EventKind::Construct:
            if (isReference && event.isHeap)
                flow(function, {.kind = ValueKind::Result, .event = i}, {event.object.entity});
            [[fallthrough]];
        case EventKind::Call:
            addCall(function, event);
            break;
        default:
            break;
        }
    }
}

void Objects::addCall(const FunctionFact& function, const Event& call) {
    if (const FunctionFact* callee = program_.function(call.callee))
        addArguments(function, call, *callee);
    if (call.isVirtual)
        for (const FunctionFact* overrider : program_.overriders(call.callee))
            addArguments(function, call, *overrider);
    if (isInsertion(call.name) && references_.contains(call.object.entity))
        for (const Value& arg : call.args) flow(function, arg, {call.object.entity});
    const bool isIndirect =
        call.kind == EventKind::Call && (!call.callee || call.name.str().ends_with("::operator()"));
    if (isIndirect && !program_.function(call.callee)) indirect_.push_back({&function, &call});
}

void Objects::addArguments(const FunctionFact& caller, const Event& call,
                           const FunctionFact& callee) {
    for (size_t i = 0; i < callee.parameters.size() && i < call.args.size(); ++i)
        if (references_.contains(callee.parameters[i].entity))
            flow(caller, call.args[i], {callee.parameters[i].entity});
}

void Objects::solve() {
    std::set<Slot> open;
    for (const auto& [slot, objects] : contents_) open.insert(slot);
    while (!open.empty()) {
        const Slot slot = *open.begin();
        open.erase(open.begin());
        auto targets = next_.find(slot);
        if (targets == next_.end()) continue;
        const ObjectSet objects = contents_[slot];
        for (const Slot& target : targets->second) {
            ObjectSet& into = contents_[target];
            const size_t before = into.size();
            into.insert(objects.begin(), objects.end());
            if (into.size() != before) open.insert(target);
        }
    }
}

/// Calls through function objects: what they call is known only now. True if that was news.
bool Objects::solveIndirect() {
    size_t before = 0, after = 0;
    for (const auto& [slot, targets] : next_) before += targets.size();
    for (const auto& [slot, objects] : contents_) before += objects.size();
    for (const IndirectCall& call : indirect_)
        for (const FunctionFact* callee : callables(*call.function, call.event->object))
            addArguments(*call.function, *call.event, *callee);
    for (const auto& [slot, targets] : next_) after += targets.size();
    for (const auto& [slot, objects] : contents_) after += objects.size();
    return after != before;
}

ObjectSet Objects::of(const FunctionFact& function, const Value& value) const {
    Sources from = sources(function, value);
    for (const Slot& slot : from.slots)
        if (auto contents = contents_.find(slot); contents != contents_.end())
            from.objects.insert(contents->second.begin(), contents->second.end());
    return std::move(from.objects);
}

std::optional<Object> Objects::one(const FunctionFact& function, const Value& value) const {
    const ObjectSet all = of(function, value);
    return all.size() == 1 ? std::optional(*all.begin()) : std::nullopt;
}

std::vector<const FunctionFact*> Objects::callables(const FunctionFact& function,
                                                    const Value& value) const {
    std::vector<const FunctionFact*> found;
    for (const Object& object : of(function, value))
        if (object.kind == ObjectKind::Callable)
            if (const FunctionFact* callee = program_.function(object.entity))
                found.push_back(callee);
    return found;
}

} // namespace looplint
