// The part of Contexts that says where destructors run.

#include "analysis/contexts.h"
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
    const Event& event = function.events[index];
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
        for (const Event& event : function->events) {
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
    const Event& event = function.events[index];
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
    // reset(), clear(), erase(): what the holder holds.
    const std::string& name = event.name.str();
    if (isShared(Name(std::string_view(name).substr(0, name.rfind("::"))))) return;
    for (ObjectId object : objects_.of(function, event.object)) {
        Type type;
        type.record = objects_[object].record;
        if (objects_[object].kind == ObjectKind::Class) destroy(type, {}, context, step);
    }
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
