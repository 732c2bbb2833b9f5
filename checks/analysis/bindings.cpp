#include "analysis/bindings.h"

#include "analysis/held.h"

#include <algorithm>

namespace looplint {

static void insert(ObjectSet& set, ObjectId object) {
    auto at = std::lower_bound(set.begin(), set.end(), object);
    if (at == set.end() || *at != object) set.insert(at, object);
}

const Value* operandOf(const Event& event, Operand operand) {
    if (operand.isObject()) return event.object.is(ValueKind::Unknown) ? nullptr : &event.object;
    return operand.index < event.args.size() ? &event.args[operand.index] : nullptr;
}

Bindings::Bindings(const Program& program, const Models& models, const Objects& objects)
    : program_(program), models_(models), objects_(objects) {
    for (const FunctionFact* function : program.functions())
        for (uint32_t i = 0; i < function->events().size(); ++i) visit(*function, i);
}

void Bindings::visit(const FunctionFact& function, uint32_t index) {
    const Event& event = function.events()[index];
    if (event.kind == EventKind::Construct) visitConstruct(function, index);
    if (event.kind == EventKind::Call) visitCall(function, index);
    if (event.kind == EventKind::Assign || event.kind == EventKind::Initialize)
        visitCopy(function, event);
}

void Bindings::bind(const FunctionFact& function, uint32_t index, const ObjectSet& objects,
                    const Value* loop) {
    const ObjectSet loops = loop ? objects_.of(function, *loop) : ObjectSet{};
    isLoop_.insert(loops.begin(), loops.end());
    for (ObjectId object : objects) {
        LoopBond& bond = loops_[object];
        bond.sites.push_back({&function, index});
        for (ObjectId id : loops) insert(bond.loops, id);
        bond.isUnknown |= loops.empty();
    }
}

void Bindings::visitConstruct(const FunctionFact& function, uint32_t index) {
    const Event& event = function.events()[index];
    const BoundType* bound = boundTypeOf(event.type, program_, models_);
    if (!bound || event.type.held != Held::Value) return;
    const bool isBase = event.object.is(ValueKind::This);
    const ObjectSet objects =
        isBase ? objects_.of(function, event.object) : objects_.made(function, index);
    if (bound->binding == Binding::Argument && event.type.generic == bound->type)
        bind(function, index, objects, operandOf(event, {bound->argument}));
    if (bound->binding != Binding::Thread || isBase) return;
    for (ObjectId object : objects) {
        ThreadBond& bond = threads_[object];
        bond.built.push_back({&function, index});
        if (!bound->hasParent) continue;
        for (const Value& arg : parentArguments(event))
            for (ObjectId parent : objects_.of(function, arg)) {
                const BoundType* type = typeOf(parent);
                if (type && type->hasParent && parent != object) insert(bond.parents, parent);
            }
    }
}

/// The arguments of a constructor that may be the parent: of the program's classes only those that
/// get through to the constructor of the library's class.
List<Value> Bindings::parentArguments(const Event& event, int depth) const {
    const FunctionFact* constructor = program_.function(event.callee);
    if (!constructor || depth > 8) return event.args;
    List<Value> found;
    for (const Event& base : constructor->events()) {
        if (base.kind != EventKind::Construct || !base.object.is(ValueKind::This)) continue;
        for (const Value& arg : parentArguments(base, depth + 1))
            for (size_t i = 0; i < constructor->parameters.size() && i < event.args.size(); ++i)
                if (arg.is(ValueKind::Variable) && arg.entity == constructor->parameters[i].entity)
                    found.push_back(event.args[i]);
    }
    return found;
}

/// The loop that a call is about: the one it is given where the model names the object, an
/// overload's own choice: `acceptor.async_accept(other_context, handler)`.
const Value* Bindings::loopGiven(const FunctionFact& function, const Event& event,
                                 Operand operand) const {
    if (operand.isObject() && !event.args.empty()) {
        const std::optional<ObjectId> first = objects_.one(function, event.args[0]);
        const bool isCallable = first && objects_[*first].kind == ObjectKind::Callable;
        const RecordFact* record = first ? program_.record(objects_[*first].record) : nullptr;
        if (!isCallable && record && models_.loop(record->generic)) return &event.args[0];
    }
    return operandOf(event, operand);
}

/// What a handler is given and nobody else made was made by the library, for the same loop: the
/// socket that an acceptor accepts, the request that a server hands on.
void Bindings::visitHandled(const FunctionFact& function, uint32_t index, const HandOver& over) {
    const Event& event = function.events()[index];
    const Value* loop = loopGiven(function, event, over.loop);
    for (const Value& arg : loop ? event.args : List<Value>{})
        for (const FunctionFact* handler : objects_.callables(function, arg))
            for (const Parameter& parameter : handler->parameters) {
                const Value value{.kind = ValueKind::Variable, .entity = parameter.entity};
                const std::optional<ObjectId> object = objects_.one(*handler, value);
                const bool isItsOwn = object && objects_[*object].entity == parameter.entity;
                const bool isBound = typeOf(*object) || models_.bound(parameter.type.generic);
                if (isItsOwn && isBound) bind(function, index, {*object}, loop);
            }
}

void Bindings::visitCall(const FunctionFact& function, uint32_t index) {
    const Event& event = function.events()[index];
    if (const HandOver* over = models_.handOver(event.name)) visitHandled(function, index, *over);
    if (models_.makesChild(event.name))
        for (ObjectId child : objects_.made(function, index)) {
            const BoundType* type = typeOf(child);
            if (type && type->binding == Binding::Thread)
                threads_[child].built.push_back({&function, index});
        }
    if (const Binder* binder = models_.binder(event.name)) {
        const Value* object = operandOf(event, binder->object);
        if (binder->object.isResult())
            bind(function, index, objects_.made(function, index),
                 loopGiven(function, event, binder->loop));
        else if (object)
            bind(function, index, objects_.of(function, *object), operandOf(event, binder->loop));
    }
    if (!models_.movesToThread(event.name)) return;
    const bool isMethod = !event.object.is(ValueKind::Unknown);
    const Value* thread = operandOf(event, {isMethod ? 0u : 1u});
    const ObjectSet threads = thread ? objects_.of(function, *thread) : ObjectSet{};
    const Value* moved = isMethod ? &event.object : operandOf(event, {0});
    const Value self{.kind = ValueKind::This, .name = {}, .entity = {}, .event = 0, .parts = {}};
    for (ObjectId object : objects_.of(function, moved ? *moved : self)) {
        ThreadBond& bond = threads_[object];
        bond.moves.push_back({&function, index});
        for (ObjectId id : threads) insert(bond.threads, id);
        bond.isMoveUnknown |= threads.empty();
    }
}

/// A bound object that is moved from another, or returned by a library, belongs to that one's loop.
void Bindings::visitCopy(const FunctionFact& function, const Event& event) {
    if (event.type.held != Held::Value) return;
    const BoundType* bound = boundTypeOf(event.type, program_, models_);
    if (!bound || bound->binding != Binding::Argument) return;
    const bool isBuilt = event.args[0].is(ValueKind::Result) &&
                         function.events()[event.args[0].event].kind == EventKind::Construct;
    for (ObjectId object : objects_.of(function, event.object)) {
        const ObjectSet from = objects_.of(function, event.args[0]);
        if (isBuilt && std::find(from.begin(), from.end(), object) != from.end()) continue;
        LoopBond& bond = loops_[object];
        for (ObjectId id : from)
            if (id != object) insert(bond.loops, id);
        bond.isUnknown |= from.empty();
    }
}

std::optional<ObjectId> Bindings::loopOf(ObjectId object, int depth) const {
    auto bond = loops_.find(object);
    if (bond == loops_.end() || bond->second.isUnknown || depth > 8) return std::nullopt;
    std::optional<ObjectId> only;
    for (ObjectId id : bond->second.loops) {
        const bool isBoundToo = loops_.contains(id);
        const std::optional<ObjectId> loop =
            isBoundToo ? loopOf(id, depth + 1) : std::optional<ObjectId>(id);
        if (!loop || (only && *only != *loop)) return std::nullopt;
        only = loop;
    }
    return only;
}

const Site* Bindings::siteOf(ObjectId object) const {
    auto bond = loops_.find(object);
    if (bond != loops_.end() && !bond->second.sites.empty()) return &bond->second.sites.front();
    auto thread = threads_.find(object);
    if (thread == threads_.end()) return nullptr;
    if (!thread->second.moves.empty()) return &thread->second.moves.front();
    return thread->second.built.empty() ? nullptr : &thread->second.built.front();
}

const ThreadBond* Bindings::threadBond(ObjectId object) const {
    auto bond = threads_.find(object);
    return bond == threads_.end() ? nullptr : &bond->second;
}

const BoundType* Bindings::typeOf(ObjectId object) const {
    const Name key = objects_[object].record;
    const RecordFact* record = program_.record(key);
    if (!record) return nullptr;
    Type type;
    type.record = key;
    type.generic = record->generic;
    return boundTypeOf(type, program_, models_);
}

} // namespace looplint
