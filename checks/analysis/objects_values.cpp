// The part of Objects that says what a value may stand for.

#include "analysis/holders.h"
#include "analysis/objects.h"
#include "analysis/sorted.h"

namespace looplint {

static constexpr int kDeepest = 16;

Objects::Sources Objects::sourcesOfNamed(const Value& value) const {
    if (!value.entity) return {};
    const Declared* known = declared(value.entity);
    const Type* type = known ? known->type : nullptr;
    const RecordFact* record = type ? programClass(type->record) : nullptr;
    if (record && type->held == Held::Value && !isHolderType(type->generic))
        return {.objects = {instance(record->key)}, .slots = {}};
    if (holding(known) == Holding::Elsewhere)
        return {.objects = {}, .slots = {slotOf(value.entity)}};
    return {.objects = {intern({.kind = ObjectKind::Variable,
                                .entity = value.entity,
                                .event = 0,
                                .name = value.name,
                                .record = type ? type->record : Name()})},
            .slots = {}};
}

Objects::Sources Objects::callable(const Entity& entity, Name name) const {
    return {.objects = {intern({.kind = ObjectKind::Callable,
                                .entity = entity,
                                .event = 0,
                                .name = name,
                                .record = {}})},
            .slots = {}};
}

Objects::Sources Objects::sources(const FunctionFact& function, const Value& value,
                                  int depth) const {
    if (depth > kDeepest) return {};
    switch (value.kind) {
    case ValueKind::Field:
        if (!value.parts.empty() && models_.isAccessorField(value))
            return sources(function, value.parts[0], depth + 1); // handle->loop
        if (&rootOf(value) != &value) return sources(function, rootOf(value), depth + 1);
        [[fallthrough]];
    case ValueKind::Variable:
        return sourcesOfNamed(value);
    case ValueKind::This:
        if (const Name self = selfOf(function)) return {.objects = {instance(self)}, .slots = {}};
        return {};
    case ValueKind::Function:
    case ValueKind::Lambda:
        return callable(value.entity, value.name);
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
    if (index >= function.events().size()) return {};
    const Event& event = function.events()[index];
    switch (event.kind) {
    case EventKind::Construct:
        return sourcesOfBuilt(function, index, depth);
    case EventKind::Await:
        if (models_.isCoroutineLoop(event.name))
            return {.objects = {}, .slots = {loopOf(function)}};
        return event.args.empty() ? Sources{} : sourcesOfAwaited(function, event.args[0], depth);
    case EventKind::Call:
        return sourcesOfCall(function, index, depth);
    default:
        return {};
    }
}

/// What a coroutine returns, no longer the coroutine itself.
Objects::Sources Objects::sourcesOfAwaited(const FunctionFact& function, const Value& awaited,
                                           int depth) const {
    Sources all = sources(function, awaited, depth);
    std::erase_if(all.objects, [&](ObjectId id) {
        const FunctionFact* callee = objects_[id].kind == ObjectKind::Callable
                                         ? program_.function(objects_[id].entity)
                                         : nullptr;
        return callee && callee->isLazy();
    });
    return all;
}

/// A construction: the place that is built, an instance of a class of the project, a new object,
/// or what a holder is made of.
Objects::Sources Objects::sourcesOfBuilt(const FunctionFact& function, uint32_t index,
                                         int depth) const {
    const Event& event = function.events()[index];
    const RecordFact* record = programClass(event.type.record);
    if (record && !isHolderType(event.type.generic))
        return {.objects = {instance(record->key)}, .slots = {}};
    Type value = event.type;
    value.held = Held::Value;
    const bool isPromise = event.isHeap && event.args.empty() && isSync(event.type.generic);
    if (isHolder(value) && !isPromise) return sourcesOfArguments(function, event, depth);
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
    const Event& event = function.events()[index];
    if (models_.isDefaultLoop(event.name))
        return {.objects = {defaultLoop(event.name)}, .slots = {}};
    const Binder* binder = models_.binder(event.name);
    const bool isHeld = isHolderType(event.type.generic) && !event.type.arguments.empty();
    const bool makes = (models_.makesLoop(event.name) || models_.makesChild(event.name)) &&
                       (event.type.held == Held::Pointer || isHeld);
    if (makes || (binder && binder->object.isResult()))
        return {.objects = {intern(
                    {.kind = ObjectKind::Made,
                     .entity = function.entity,
                     .event = index,
                     .name = event.name,
                     .record = isHeld ? event.type.arguments[0].record : event.type.record})},
                .slots = {}};
    if (models_.isAccessor(event.name)) {
        if (!event.object.is(ValueKind::Unknown)) return sources(function, event.object, depth);
        return event.args.empty() ? Sources{} : sources(function, event.args[0], depth);
    }
    if (program_.function(event.callee) || event.isVirtual) {
        Sources all;
        const FunctionFact* callee = program_.function(event.callee);
        if (callee && callee->isLazy()) all = callable(callee->entity, callee->name);
        if (callee) all.slots.push_back(slotOf(event.callee, true));
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

} // namespace looplint
