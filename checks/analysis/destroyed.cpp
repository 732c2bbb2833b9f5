// The part of Contexts that says where destructors run.

#include "analysis/contexts.h"
#include "analysis/flow.h"
#include "analysis/holders.h"

#include <algorithm>

namespace looplint {

static constexpr int kDeepest = 8;

/// What a callable keeps dies in the thread that it was given to.
void Contexts::enterClosure(const FunctionFact& callable, const Context& thread, const Step& step) {
    for (const Capture& capture : callable.captures)
        if (capture.entity) destroy(capture.type, capture.entity, thread, step);
}

/// QThreadPool::start deletes the object when its run() has returned.
void Contexts::enterDeleted(const FunctionFact& function, uint32_t index, const Context& thread) {
    const Event& event = function.events()[index];
    const ThreadEntry* entry = threadEntry(event);
    const Value* value = entry->deletes ? operandOf(event, entry->callable) : nullptr;
    if (!value || isKept_) return;
    for (ObjectId object : objects_.of(function, *value)) {
        if (objects_[object].kind != ObjectKind::Class) continue;
        Type type;
        type.record = objects_[object].record;
        destroy(type, {}, thread, {&function, index, thread});
    }
}

/// Holders that something is taken out of: what they hold at their end is not known.
void Contexts::noteEmptied() {
    for (const FunctionFact* function : program_.functions())
        for (const Event& event : function->events()) {
            // setAutoDelete(false): what a pool would delete lives on.
            isKept_ |= models_.keeps(event.name);
            if (isDropping(event)) emptied_.insert(event.object.entity);
            if (event.kind == EventKind::Assign && event.args[0].entity)
                emptied_.insert(event.args[0].entity); // moved from
            if (event.kind != EventKind::Call && event.kind != EventKind::Construct) continue;
            for (const Value& arg : event.args)
                if (arg.entity && (arg.is(ValueKind::Field) || arg.isMoved))
                    emptied_.insert(arg.entity);
        }
}

void Contexts::visitDestroy(const FunctionFact& function, uint32_t index, const Context& context) {
    const Event& event = function.events()[index];
    const Step step{&function, index, context};
    if (event.kind == EventKind::Destroy) {
        destroy(event.type, event.object.entity, context, step);
        if (event.object.is(ValueKind::Field) || event.object.is(ValueKind::Variable))
            if (const Type* held = objects_.typeOf(event.object.entity);
                !held || held->held == Held::Value)
                return;
        return destroyAll(function, event.object, event.type.record, context, step);
    }
    if (models_.deletesAll(event.name))
        return event.args.empty() ? void() : destroyAll(function, event.args[0], {}, context, step);
    // reset(), clear(), erase(): what the holder holds and owns.
    const Type* held = event.object.entity ? objects_.typeOf(event.object.entity) : nullptr;
    for (const Event& end : function.events()) // of a local, its end may tell
        if (!held && end.kind == EventKind::Destroy && end.object.entity == event.object.entity)
            held = &end.type;
    if (!held || isMovedOut(function, index)) return;
    for (ObjectId object : objects_.of(function, event.object)) {
        Type type;
        type.record = objects_[object].record;
        if (objects_[object].kind == ObjectKind::Class && owns(*held, type.record))
            destroy(type, {}, context, step);
    }
}

/// Whether a holder of `type` is the owner of objects of a class: holds them by value, in smart
/// pointers that are not shared.
bool Contexts::owns(const Type& type, Name record) const {
    if (isShared(type.generic) && !soleOwners_.isSole(type)) return false;
    if (!isHolderType(type.generic) || isCallableHolder(type.generic)) return false;
    const std::vector<Name> bases = program_.basesOf(record);
    return std::any_of(type.arguments.begin(), type.arguments.end(), [&](const Type& argument) {
        if (argument.held != Held::Value) return false;
        return std::find(bases.begin(), bases.end(), argument.record) != bases.end() ||
               owns(argument, record);
    });
}

/// Whether what a call drops was moved out of the holder before: `move(q.front()); q.pop_front()`.
bool Contexts::isMovedOut(const FunctionFact& function, uint32_t index) const {
    const Value& holder = function.events()[index].object;
    const auto isElement = [&](const Value& value) {
        return value.is(ValueKind::Result) && value.event < function.events().size() &&
               function.events()[value.event].object.entity == holder.entity;
    };
    for (uint32_t i = 0; i < function.events().size(); ++i) {
        const Event& event = function.events()[i];
        if (!mayFollow(function, i, index)) continue;
        for (const Value& arg : event.args)
            if (arg.isMoved && (arg.entity == holder.entity || isElement(arg))) return true;
    }
    return false;
}

/// Enters the destructors of the program's objects that a pointer, or the pointers in a container,
/// may point to; of `base` or classes derived from it, if that is given.
void Contexts::destroyAll(const FunctionFact& function, const Value& value, Name base,
                          const Context& context, const Step& step) {
    for (ObjectId object : objects_.of(function, value)) {
        if (objects_[object].kind != ObjectKind::Class) continue;
        Type type;
        type.record = objects_[object].record;
        const std::vector<Name> bases = program_.basesOf(type.record);
        if (!base || std::find(bases.begin(), bases.end(), base) != bases.end())
            destroy(type, {}, context, step);
    }
}

/// Enters the destructors that run when an object of `type`, which `held` names, dies. What is in
/// a holder that is emptied somewhere, or shared, may be gone or live on.
void Contexts::destroy(const Type& type, const Entity& held, const Context& context,
                       const Step& step, int depth) {
    if (depth > kDeepest || type.held != Held::Value) return;
    if (isHolderType(type.generic)) {
        const bool mayLiveOn = isShared(type.generic) && !soleOwners_.isSole(type);
        if (mayLiveOn || emptied_.contains(held)) return;
        for (const Type& argument : type.arguments)
            destroy(argument, held, context, step, depth + 1);
        return;
    }
    const RecordFact* record = program_.record(type.record);
    if (!record) return;
    if (const FunctionFact* destructor = program_.function(record->destructor))
        return enter(*destructor, context, step);
    for (auto field = record->fields.rbegin(); field != record->fields.rend(); ++field)
        destroy(field->type, field->entity, context, step, depth + 1);
    for (const Type& base : record->bases) destroy(base, {}, context, step, depth + 1);
}

} // namespace looplint
