#include "analysis/uses.h"

#include "analysis/held.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

namespace looplint {

namespace {
/// Clang ends the USR of a const method with its qualifiers.
bool isConstMethod(const Entity& callee) {
    const std::string_view usr = callee.usr.text();
    return usr.ends_with("#1") && usr.find("@F@") != std::string::npos;
}

class UseReader {
  public:
    UseReader(const Program& program, const Models& models, const Engine& engine)
        : program_(program), models_(models), engine_(engine) {}

    std::vector<Use> read() {
        for (const FunctionFact* function : program_.functions())
            for (uint32_t i = 0; i < function->events().size(); ++i) visit({function, i});
        return std::move(uses_);
    }

  private:
    void visit(const Site& site) {
        const Operation* operation = operationOf(*site);
        if (!operation) return visitTouch(site);
        if (operation->ifCallable &&
            engine_.contexts.callablesIn(*site.function, *site, {Operand::kObject}).empty())
            return;
        Use use{site, std::nullopt, operation};
        if (const Value* value = operandOf(*site, operation->object))
            use.object = engine_.objects.one(*site.function, *value);
        else if (operation->object.isObject() && site->receiver)
            use.object = engine_.objects.one(*site.function, self());
        if (!isAllowed(use)) uses_.push_back(use);
    }

    /// Whether the program calls what makes the operation right, and made the object for it.
    bool isAllowed(const Use& use) const {
        const bool isCalled = isOneCalled(use.operation->unlessCalled);
        if (!isCalled || !use.operation->andFlag) return isCalled;
        const Site* made = use.object ? engine_.bindings.siteOf(*use.object) : nullptr;
        const Binder* binder = made ? models_.binder((*made)->name) : nullptr;
        const Value* flags = binder ? operandOf(**made, binder->flags) : nullptr;
        return !flags || mayHold(*flags, use.operation->andFlag.str());
    }

    bool isOneCalled(const std::vector<Name>& functions) const {
        if (!functions.empty() && called_.empty())
            for (const FunctionFact* function : program_.functions())
                for (const Event& event : function->events()) called_.insert(event.name);
        return std::any_of(functions.begin(), functions.end(),
                           [&](Name function) { return called_.contains(function); });
    }

    /// Whether `flags`, constants or their sum, may have `flag` among them.
    static bool mayHold(const Value& flags, const std::string& flag) {
        if (flags.is(ValueKind::Literal)) {
            const std::string& name = flags.name.str();
            const bool isNumber =
                !name.empty() && name.find_first_not_of("0123456789") == name.npos;
            return (isNumber && name != "0") || name.ends_with(flag);
        }
        if (!flags.is(ValueKind::Operator) || flags.name != Name("|")) return true;
        return std::any_of(flags.parts.begin(), flags.parts.end(),
                           [&](const Value& part) { return mayHold(part, flag); });
    }

    /// A method of a loop-bound object that is no operation.
    void visitTouch(const Site& site) {
        if (site->kind != EventKind::Call || !site->receiver || program_.function(site->callee))
            return;
        Type type;
        type.record = site->receiver;
        if (const RecordFact* record = program_.record(type.record)) type.generic = record->generic;
        const BoundType* bound = boundOf(type);
        if (!bound || bound->binding != Binding::Argument || models_.isAccessor(site->name)) return;
        if (const auto object = engine_.objects.one(*site.function, site->object))
            uses_.push_back({site, object, nullptr});
    }

    const Operation* operationOf(const Event& event) {
        if (event.kind == EventKind::Construct) {
            if (event.object.is(ValueKind::This)) return nullptr; // a base: the whole counts
            const BoundType* bound = boundOf(event.type);
            return bound ? models_.construction(bound->type) : nullptr;
        }
        if (event.kind != EventKind::Call) return nullptr;
        const RecordFact* record = program_.record(event.receiver);
        Type type;
        type.record = event.receiver;
        if (record) type.generic = record->generic;
        // What only looks is allowed anywhere, but where a model names it.
        if (isConstMethod(event.callee)) return lookOf(event.name);
        const BoundType* bound = boundOf(type);
        return models_.operation(event.name, bound && isOfLibrary(event) ? bound : nullptr);
    }

    /// A call that only looks: where a model names it, or the library has but one thread for all.
    const Operation* lookOf(Name function) const {
        if (const Operation* listed = models_.listedOperation(function)) return listed;
        const Operation* any = models_.operation(function);
        return any && any->home.kind == HomeKind::Library ? any : nullptr;
    }

    /// Whether a method belongs to a library's class, not to one of the program's.
    bool isOfLibrary(const Event& event) const {
        const std::string_view name = event.name.text();
        const size_t end = name.rfind("::");
        if (end == std::string::npos) return false;
        for (Name key : program_.basesOf(event.receiver)) {
            const RecordFact* record = engine_.objects.programClass(key);
            if (record && name.substr(0, end) == record->generic.text()) return false;
        }
        return true;
    }

    const BoundType* boundOf(const Type& type) {
        if (!type.record) return nullptr;
        auto [entry, isNew] = bounds_.try_emplace(type.record, nullptr);
        if (isNew) entry->second = boundTypeOf(type, program_, models_);
        return entry->second;
    }

    static const Value& self() {
        static const Value value{
            .kind = ValueKind::This, .name = {}, .entity = {}, .event = 0, .parts = {}};
        return value;
    }

    const Program& program_;
    const Models& models_;
    const Engine& engine_;
    mutable std::unordered_set<Name> called_; // worked out when asked for
    std::unordered_map<Name, const BoundType*> bounds_;
    std::vector<Use> uses_;
};
} // namespace

std::vector<Use> usesOf(const Program& program, const Models& models, const Engine& engine) {
    return UseReader(program, models, engine).read();
}

} // namespace looplint
