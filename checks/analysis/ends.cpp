#include "analysis/ends.h"

#include "analysis/flow.h"
#include "analysis/holders.h"
#include "analysis/name_memo.h"

#include <algorithm>

namespace looplint {

namespace {
constexpr int kDeepest = 64; // longer chains of calls are not followed

bool isHeldByValue(const Type& type) {
    return type.held == Held::Value && isHolderType(type.generic);
}

/// Whether a value of this type is moved, not copied, when it is passed on whole.
bool isUnique(const Type& type) { return isHeldByValue(type) && !isShared(type.generic); }

/// reset(), clear(), = nullptr: nothing is left in the holder. erase() leaves the rest.
bool isEmptying(const Event& event) {
    const std::string_view name = event.name.text();
    return isDropping(event) && !name.ends_with("::erase") && !name.ends_with("::pop_back") &&
           !name.ends_with("::pop_front");
}

bool isTaking(const Event& event) {
    const std::string_view name = event.name.text();
    return event.kind == EventKind::Call &&
           (name.ends_with("::swap") || name == "std::exchange" || name.ends_with("::release"));
}
} // namespace

Ends::Ends(const Program& program, const Models& models, const Engine& engine)
    : program_(program), models_(models), engine_(engine), owned_(program, models, engine) {
    for (const FunctionFact* function : program.functions())
        for (const Event& event : function->events())
            if (event.kind == EventKind::Destroy && event.object.entity)
                destroyed_.try_emplace(event.object.entity, event.type);
    for (const FunctionFact* function : program.functions()) {
        for (const Event& event : function->events()) noteEmptied(*function, event);
        const FunctionFact* around = program.function(function->enclosing);
        for (const Capture& capture : function->captures)
            if (around && capture.value.isMoved) noteTaken(*around, capture.value);
    }
}

const Type* Ends::typeOf(const Value& value) const {
    if (!value.entity) return nullptr;
    if (const Type* declared = engine_.objects.typeOf(value.entity)) return declared;
    auto destroyed = destroyed_.find(value.entity);
    return destroyed == destroyed_.end() ? nullptr : &destroyed->second;
}

void Ends::noteTaken(const FunctionFact& function, const Value& from) {
    const Type* type = typeOf(from);
    if (!type || !isHolderType(type->generic)) return;
    auto& all = emptiers_[from.entity];
    if (all.empty() || all.back() != &function) all.push_back(&function);
}

void Ends::noteEmptied(const FunctionFact& function, const Event& event) {
    const auto note = [&](const Value& value) { noteTaken(function, value); };
    if (isEmptying(event) || isTaking(event)) note(event.object);
    if (isTaking(event) || event.kind == EventKind::Return)
        for (const Value& arg : event.args) note(arg);
    // A shared pointer that is passed on may leave what it holds to others.
    const auto isTakenFrom = [&](const Value& value) {
        const Type* type = typeOf(value);
        return type && (isUnique(*type) || value.isMoved ||
                        (value.is(ValueKind::Variable) && isHeldByValue(*type)));
    };
    const bool sets = event.kind == EventKind::Assign || event.kind == EventKind::Initialize;
    if (sets && event.args[0].is(ValueKind::Null)) note(event.object);
    if (sets && isHeldByValue(event.type) && isTakenFrom(event.args[0])) note(event.args[0]);
    if (event.kind != EventKind::Call && event.kind != EventKind::Construct) return;
    const FunctionFact* callee = program_.function(event.callee);
    for (size_t i = 0; i < event.args.size(); ++i) {
        const bool isTaken =
            callee ? i < callee->parameters.size() && isHeldByValue(callee->parameters[i].type)
                   : isHolderFunction(event.name);
        if (isTaken && isTakenFrom(event.args[i])) note(event.args[i]);
    }
}

const std::vector<const FunctionFact*>& Ends::emptiers(const Entity& holder) const {
    static const std::vector<const FunctionFact*> none;
    auto all = emptiers_.find(holder);
    return all == emptiers_.end() ? none : all->second;
}

const std::vector<End>& Ends::of(const FunctionFact& function) const {
    static const std::vector<End> none;
    const uint32_t number = program_.numberOf(function);
    if (number == Program::kPlain) return none; // it has to do with no loop
    if (ends_.empty()) ends_.resize(program_.functions().size());
    Known& known = ends_[number];
    if (known.isRead || depth_ > kDeepest) return known.ends;
    known.isRead = true; // a call of itself ends nothing
    ++depth_;
    std::vector<End> ends;
    for (uint32_t i = 0; i < function.events().size(); ++i) readEvent(function, i, ends);
    for (End& end : ends)
        if (end.kind != EndKind::Call)
            end.root = end.what.holder && end.kind != EndKind::Delete
                           ? end.what.holder
                           : function.events()[end.event].object.entity;
    if (!function.events().empty()) readClosure(function, ends), readRunnable(function, ends);
    --depth_;
    return known.ends = std::move(ends);
}

/// What a callable keeps dies with it, in the thread that it was given to.
void Ends::readClosure(const FunctionFact& function, std::vector<End>& ends) const {
    const auto& contexts = engine_.contexts.of(function);
    const bool isGiven = std::any_of(contexts.begin(), contexts.end(), [&](const auto& entry) {
        const Step& step = entry.second;
        const ThreadEntry* thread =
            step.function ? engine_.contexts.threadEntry(step.function->events()[step.event])
                          : nullptr;
        return thread && !thread->isKept;
    });
    if (!isGiven) return;
    const auto last = static_cast<uint32_t>(function.events().size() - 1);
    for (const Capture& capture : function.captures) {
        if (!capture.entity || capture.isReference || isMovedOut(function, capture.entity))
            continue;
        for (const OwnedObject& what : with(capture.entity, capture.type))
            ends.push_back({last, EndKind::Scope, what, function.at, false, true});
    }
}

/// The object whose run() a pool calls and then deletes it.
void Ends::readRunnable(const FunctionFact& function, std::vector<End>& ends) const {
    const bool isRun =
        std::any_of(function.overrides.begin(), function.overrides.end(),
                    [&](const Override& method) { return models_.isThreadMethod(method.name); });
    if (!isRun || !engine_.contexts.deletesRun()) return;
    const auto last = static_cast<uint32_t>(function.events().size() - 1);
    for (const FunctionFact* starter : program_.functions())
        for (const Event& event : starter->events()) {
            const ThreadEntry* entry = engine_.contexts.threadEntry(event);
            const Value* value =
                entry && entry->deletes ? operandOf(event, entry->callable) : nullptr;
            for (ObjectId object : value ? engine_.objects.of(*starter, *value) : ObjectSet{}) {
                if (engine_.objects[object].record != function.record) continue;
                for (const OwnedObject& what : owned_.with(object))
                    if (isOfInterest(what.object))
                        ends.push_back({last, EndKind::Delete, what, event.at, false, true});
            }
        }
}

bool Ends::isOfInterest(ObjectId object) const {
    return engine_.bindings.isLoop(object) || engine_.bindings.siteOf(object) ||
           !engine_.contexts.runners(object).empty();
}

const std::vector<OwnedObject>& Ends::with(const Entity& entity, const Type& type) const {
    auto [known, isNew] = with_.add(entity);
    if (!isNew) return known;
    std::vector<OwnedObject> all = owned_.with(entity, type);
    std::erase_if(all, [&](const OwnedObject& what) { return !isOfInterest(what.object); });
    return known = std::move(all);
}

std::vector<End> Ends::erasedIn(const FunctionFact& function) const {
    std::vector<End> ends;
    for (uint32_t i = 0; i < function.events().size(); ++i) {
        const Event& event = function.events()[i];
        if (!isDropping(event) || isEmptying(event)) continue;
        const Type* declared = typeOf(event.object);
        if (!declared || !isHolderType(declared->generic)) continue;
        Type type = *declared;
        type.held = Held::Value;
        for (const OwnedObject& what : with(event.object.entity, type))
            ends.push_back({i, EndKind::Drop, what, event.at});
    }
    return ends;
}

void Ends::readEvent(const FunctionFact& function, uint32_t index, std::vector<End>& ends) const {
    const Event& event = function.events()[index];
    if (event.kind == EventKind::Destroy) return readDestroy(function, index, ends);
    const bool drops = isDropping(event), isErase = drops && event.name.text().ends_with("::erase");
    const bool assignsNull = event.kind == EventKind::Assign && event.args[0].is(ValueKind::Null);
    if (isErase || assignsNull || (drops && isEmptying(event))) {
        const Type* declared = typeOf(event.object);
        if (!declared || !isHolderType(declared->generic)) return;
        Type type = *declared;
        type.held = Held::Value; // a reference to a holder names what that holds
        for (const OwnedObject& what : with(event.object.entity, type))
            ends.push_back({index, isErase ? EndKind::Erase : EndKind::Drop, what, event.at});
        return;
    }
    if (event.kind == EventKind::Call) readCall(function, index, ends);
}

/// A local or member that dies, or an object that is deleted.
void Ends::readDestroy(const FunctionFact& function, uint32_t index, std::vector<End>& ends) const {
    const Event& event = function.events()[index];
    const Value& value = event.object;
    const Type* type = typeOf(value);
    const bool isNamed = value.is(ValueKind::Variable) || value.is(ValueKind::Field);
    if (isNamed && (!type || type->held == Held::Value)) {
        if (value.is(ValueKind::Variable) && isMovedOut(function, value.entity)) return;
        const EndKind kind = value.is(ValueKind::Field) ? EndKind::Member : EndKind::Scope;
        for (const OwnedObject& what : with(value.entity, type ? *type : event.type))
            ends.push_back({index, kind, what, event.at});
        return;
    }
    if (type && type->held == Held::Reference) return; // a temporary that lived longer
    for (ObjectId object : engine_.objects.of(function, value))
        for (const OwnedObject& what : owned_.with(object))
            if (isOfInterest(what.object)) ends.push_back({index, EndKind::Delete, what, event.at});
}

bool Ends::isMovedOut(const FunctionFact& function, const Entity& local) const {
    const auto& all = emptiers(local);
    return std::find(all.begin(), all.end(), &function) != all.end();
}

void Ends::readCall(const FunctionFact& function, uint32_t index, std::vector<End>& ends) const {
    const Event& event = function.events()[index];
    if (models_.deletesAll(event.name) && !event.args.empty())
        for (ObjectId object : engine_.objects.of(function, event.args[0]))
            for (const OwnedObject& what : owned_.with(object))
                if (isOfInterest(what.object))
                    ends.push_back({index, EndKind::Delete, what, event.at});
    if (models_.frees(event.name)) {
        const Value* value = operandOf(event, {0});
        OwnedObject what;
        what.isReleased = true;
        for (ObjectId object : value ? engine_.objects.of(function, *value) : ObjectSet{}) {
            what.object = object;
            what.holder = value->entity;
            ends.push_back({index, EndKind::Free, what, event.at});
        }
        return;
    }
    if (models_.detaches(event.name)) return readDetach(function, index, ends);
    const FunctionFact* callee = event.isVirtual ? nullptr : program_.function(event.callee);
    if (!callee || callee->isCoroutine || program_.numberOf(*callee) == Program::kPlain) return;
    const std::vector<End>& inner = of(*callee);
    if (inner.empty()) return;
    const std::vector<bool> always = blocksAlwaysRun(*callee);
    for (const End& end : inner) {
        if (end.kind == EndKind::Scope || end.isAfter) continue; // its own, or none of a call's
        if (always[blockOf(*callee, end.event)])
            ends.push_back({index, EndKind::Call, end.what, end.at, end.isDetach, false, end.root});
    }
}

/// The loops that the thread runs which is let go.
void Ends::readDetach(const FunctionFact& function, uint32_t index, std::vector<End>& ends) const {
    const Event& event = function.events()[index];
    for (const FunctionFact* body : engine_.objects.callables(function, event.object))
        for (const auto& [loop, runners] : engine_.contexts.runners())
            for (const auto& [context, run] : runners)
                if (context.kind == ContextKind::Thread &&
                    engine_.contexts.of(*body).contains(context))
                    ends.push_back({index, EndKind::Free, {loop}, event.at, true});
}

bool Ends::isOneOfSeveral(const FunctionFact& function, const End& end) const {
    const Entity& entity = engine_.objects[end.what.object].entity;
    if (end.isDetach || (entity && end.root == entity)) return false;
    const auto isOther = [&](const End& other) {
        return other.what.object == end.what.object && !other.isDetach && !(other.root == end.root);
    };
    const std::vector<End>& ends = of(function);
    if (std::any_of(ends.begin(), ends.end(), isOther)) return true;
    for (Name key : program_.basesOf(engine_.objects.selfOf(function))) {
        const RecordFact* record = program_.record(key);
        if (record && std::any_of(record->fields.begin(), record->fields.end(),
                                  [&](const Field& field) { return field.entity == entity; }))
            return true;
    }
    return false;
}

/// Whether a type is that of a thread, or holds some.
static bool holdsThread(const Models& models, const Type& type) {
    if (type.held != Held::Value || !type.generic) return false;
    return models.threadEntry(constructorOf(type.generic)) ||
           std::any_of(type.arguments.begin(), type.arguments.end(),
                       [&](const Type& part) { return holdsThread(models, part); });
}

bool Ends::isThreadGone(const FunctionFact& function, uint32_t event) const {
    for (uint32_t i = 0; i < function.events().size(); ++i) {
        const Event& end = function.events()[i];
        if (end.kind != EventKind::Destroy || !holdsThread(models_, end.type)) continue;
        if (mayFollow(function, i, event)) return true;
    }
    return false;
}

Location declarationOf(const FunctionFact& function, const End& end) {
    if (end.kind == EndKind::Member) return function.events()[end.event].at;
    for (const Event& event : function.events())
        if (event.object.is(ValueKind::Variable) && event.object.entity == end.what.holder &&
            (event.kind == EventKind::Construct || event.kind == EventKind::Assign))
            return event.at;
    return function.events()[end.event].at;
}

} // namespace looplint
