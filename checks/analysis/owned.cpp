#include "analysis/owned.h"

#include "analysis/held.h"
#include "analysis/holders.h"

#include <algorithm>
#include <unordered_set>

namespace looplint {

namespace {
constexpr int kDeepest = 12;

enum class Owning : uint8_t { Nothing, Shared, Alone };

/// Whether a deleter is the library's own, of the same namespace as what it deletes: it ends the
/// object's life here and now.
bool isOfLibrary(const Type& deleter, const Type& object) {
    const auto space = [](Name name) {
        const std::string& text = name.str();
        return text.substr(0, text.find("::") == text.npos ? 0 : text.find("::"));
    };
    return !space(deleter.generic).empty() && space(deleter.generic) == space(object.generic);
}

/// Whether a unique_ptr, or one in a container, has a deleter of the program's.
bool hasDeleter(const Type& type) {
    const bool isUnique = type.generic == Name("std::unique_ptr");
    return (isUnique && type.arguments.size() > 1 &&
            !isOfLibrary(type.arguments[1], type.arguments[0])) ||
           std::any_of(type.arguments.begin(), type.arguments.end(), hasDeleter);
}

/// How a holder owns what it holds.
Owning owning(const Type& type, const SoleOwners& soleOwners) {
    if (type.held != Held::Value) return Owning::Nothing;
    if (!isHolderType(type.generic)) return type.record ? Owning::Alone : Owning::Nothing;
    const std::string_view name = type.generic.text();
    const bool isWeak = name.ends_with("weak_ptr") || name == "QPointer" ||
                        name == "QWeakPointer" || name == "std::reference_wrapper" ||
                        name == "std::function" || name == "boost::function";
    if (isWeak) return Owning::Nothing;
    Owning all = Owning::Nothing;
    for (const Type& argument : type.arguments) {
        const Owning one = owning(argument, soleOwners);
        if (one == Owning::Nothing) continue;
        if (one == Owning::Shared) return Owning::Shared;
        all = one;
    }
    const bool mayShare = isShared(type.generic) && !soleOwners.isSole(type);
    return all == Owning::Alone && mayShare ? Owning::Shared : all;
}
} // namespace

struct Owned::Search {
    const Owned& owned;
    std::vector<OwnedObject> found;
    std::unordered_set<Name> seen; // classes

    const Program& program() const { return owned.program_; }
    const Objects& objects() const { return owned.engine_.objects; }

    /// Whether a holder of `type` can hold the object by what it is declared to hold.
    bool canHold(const Type& type, ObjectId object) const {
        const Name record = objects()[object].record;
        for (const Type& argument : type.arguments) {
            if (argument.held != Held::Value) continue;
            const std::vector<Name> bases = program().basesOf(record);
            const bool isOne = argument.record && std::find(bases.begin(), bases.end(),
                                                            argument.record) != bases.end();
            if (isOne || canHold(argument, object)) return true;
        }
        return false;
    }

    void visit(const Entity& entity, const Type& type, const OwnedObject& as, int depth) {
        const Owning how = owning(type, owned.engine_.soleOwners);
        if (how == Owning::Nothing || depth > kDeepest) return;
        OwnedObject next = as;
        next.isShared |= how == Owning::Shared;
        next.hasDeleter |= hasDeleter(type);
        if (!next.holder) next.holder = entity;
        next.member = entity;
        if (!isHolderType(type.generic) && objects().programClass(type.record)) {
            next.object = objects().instance(type.record);
            return visitInstance(type.record, next, depth + 1);
        }
        Value value;
        value.kind = ValueKind::Variable;
        value.entity = entity;
        for (ObjectId object : objects().of(*program().functions().front(), value)) {
            const bool isHeld = isHolderType(type.generic);
            if (isHeld && !canHold(type, object)) continue;
            next.object = object;
            next.isReleased = owned.isReleasing(type, object);
            visitObject(next, depth + 1);
        }
    }

    void visitObject(const OwnedObject& as, int depth) {
        if (objects()[as.object].kind == ObjectKind::Class)
            return visitInstance(objects()[as.object].record, as, depth);
        found.push_back(as);
    }

    void visitInstance(Name key, const OwnedObject& as, int depth) {
        found.push_back(as);
        const RecordFact* record = program().record(key);
        if (!record || !record->isProject || !seen.insert(key).second) return;
        OwnedObject part = as;
        const BoundType* bound = owned.engine_.bindings.typeOf(as.object);
        found.back().isReleased = bound && bound->binding == Binding::Argument;
        if (const FunctionFact* destructor = program().function(record->destructor)) {
            part.isNested = true;
            addReleased(*destructor, part);
        }
        for (const Field& field : record->fields) visit(field.entity, field.type, part, depth + 1);
        for (const Type& base : record->bases) {
            if (!objects().programClass(base.record)) continue;
            part.object = objects().instance(base.record);
            visitInstance(base.record, part, depth + 1);
        }
    }

    /// What a destructor gives back by itself, held by a plain pointer or not.
    void addReleased(const FunctionFact& destructor, OwnedObject as) {
        for (const Event& event : destructor.events()) {
            if (event.kind != EventKind::Call || !owned.models_.frees(event.name)) continue;
            const Value* value = operandOf(event, {0});
            const auto object = value ? objects().one(destructor, *value) : std::nullopt;
            if (!object) continue;
            as.object = *object;
            as.isReleased = as.isGivenBack = true;
            found.push_back(as);
        }
    }
};

/// A C++ object is released by its destructor, what a library's function made by the deleter.
bool Owned::isReleasing(const Type& type, ObjectId object) const {
    const BoundType* bound = engine_.bindings.typeOf(object);
    return (bound && bound->binding == Binding::Argument) || hasDeleter(type);
}

std::vector<OwnedObject> Owned::with(const Entity& entity, const Type& type) const {
    Search search{*this, {}, {}};
    if (!program_.functions().empty()) search.visit(entity, type, {}, 0);
    return std::move(search.found);
}

std::vector<OwnedObject> Owned::with(ObjectId object) const {
    Search search{*this, {}, {}};
    OwnedObject whole;
    whole.object = object;
    whole.isReleased = true;
    search.visitObject(whole, 0);
    return std::move(search.found);
}

} // namespace looplint
