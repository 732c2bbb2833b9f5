#pragma once
// Objects: which objects and callables each variable, field, parameter and result may stand for,
// over the whole program. Inclusion-based, without regard to order; fields are told apart by
// declaration, the instances of one class of the project are one object. That is coarse, so only
// unambiguous answers prove anything: a set with one element.
//
// Holders of the standard library (pointers, containers, function objects, pairs) and values that
// a library makes out of others (executors, strands, work guards) stand for what they hold.

#include "analysis/program.h"
#include "models/model.h"

#include <unordered_map>

namespace looplint {

enum class ObjectKind : uint8_t {
    Variable, // a variable or field that holds its value itself: entity
    Class,    // an instance of a class of the project: record
    Made,     // made on the heap, or by a library's function: event of the function entity
    Default,  // what a default-loop function yields: name
    Callable  // a function or lambda: entity
};

using ObjectId = uint32_t;
using ObjectSet = std::vector<ObjectId>; // sorted

struct Object {
    ObjectKind kind = ObjectKind::Variable;
    Entity entity;
    uint32_t event = 0;
    Name name;   // what to call it in messages; Default: the function
    Name record; // its class, as a RecordFact's key, where it is known
};

class Objects {
  public:
    Objects(const Program& program, const Models& models);

    const Object& operator[](ObjectId id) const { return objects_[id]; }
    ObjectId size() const { return static_cast<ObjectId>(objects_.size()); }
    /// What `value` of `function` may stand for; empty if unknown.
    ObjectSet of(const FunctionFact& function, const Value& value) const;
    /// The one object that it is; nothing if there are none or several.
    std::optional<ObjectId> one(const FunctionFact& function, const Value& value) const;
    /// The callables among `of(…)`.
    std::vector<const FunctionFact*> callables(const FunctionFact& function,
                                               const Value& value) const;
    /// The coroutines that a handler is or returns: `[self] { return self->answer(); }`.
    std::vector<const FunctionFact*> coroutinesOf(const FunctionFact& handler) const;
    /// What the event of a function builds or yields.
    ObjectSet made(const FunctionFact& function, uint32_t event) const;
    /// An instance of a class of the project, of the only class built that derives from it if it
    /// is a base.
    ObjectId instance(Name record) const;
    ObjectId defaultLoop(Name function) const;
    /// The class whose method `function` is, or whose method the lambda stands in; empty if none.
    Name selfOf(const FunctionFact& function) const;
    /// What a variable, field or parameter is declared as; null if nothing tells.
    const Type* typeOf(const Entity& entity) const;
    /// Whether values of this type stand for what they hold.
    bool isHolder(const Type& type) const;
    /// The class of the program that a key names; null for a library's, wherever its header lies.
    const RecordFact* programClass(Name key) const;

  private:
    using Slot = uint32_t; // a place that may stand for objects elsewhere
    /// What a value may stand for, before the slots are solved.
    struct Sources {
        ObjectSet objects;
        std::vector<Slot> slots;
        void add(const Sources& other);
    };
    struct IndirectCall {
        const FunctionFact* function;
        const Event* event;
    };
    enum class Holding : uint8_t { Itself, Elsewhere };

    void declareAll();
    void declare(const Entity& entity, const Type& type);
    void noteInflows(const FunctionFact& function);
    void noteBuilt();
    /// What is known of a variable, field or parameter.
    struct Declared {
        const Type* type = nullptr; // null: nothing tells
        Name name;
        Slot slot = kNoSlot; // given when first asked for
        bool hasName = false;
        bool isParameter = false;
        bool hasInflow = false; // something is put into it after it is declared
    };
    static constexpr Slot kNoSlot = UINT32_MAX;

    const Declared* declared(const Entity& entity) const;
    void declareIn(const FunctionFact& function);
    void nameIt(const Entity& entity, Name name);
    const Value& placeBehind(const FunctionFact& function, const Value& value) const;
    /// A value, and the function that it is said in; null for none.
    struct Place {
        const FunctionFact* function = nullptr;
        const Value* value = nullptr;
    };
    Place referredTo(const FunctionFact& function, const Value& value) const;
    Holding holding(const Entity& entity) const;
    Holding holding(const Declared* declared) const;
    Slot newSlot() const;

    void addFlows(const FunctionFact& function);
    void addEvent(const FunctionFact& function, uint32_t index);
    void addCall(const FunctionFact& function, uint32_t index);
    void addSwap(const FunctionFact& function, const Event& call);
    bool addArguments(const FunctionFact& caller, const Event& call, const FunctionFact& callee);
    bool flow(const FunctionFact& function, const Value& from, Slot into);
    bool flow(const Sources& from, Slot into);
    std::vector<Slot> targets(const FunctionFact& function, const Value& value,
                              int depth = 0) const;
    void solve();
    bool pointsToModelled(const Declared& declared) const;
    std::vector<bool> fedBy(const std::vector<bool>& others) const;
    bool seedPointees();
    void nameMade();
    bool solveIndirect();
    bool addHandled(const FunctionFact& function, const Event& call, const FunctionFact& handler);
    bool addSpawned(const IndirectCall& call, const FunctionFact& coroutine);
    bool addAwaited(const IndirectCall& await);

    Sources sources(const FunctionFact& function, const Value& value, int depth = 0) const;
    Sources sourcesOfNamed(const Value& value) const;
    Sources sourcesOfResult(const FunctionFact& function, uint32_t event, int depth) const;
    Sources sourcesOfBuilt(const FunctionFact& function, uint32_t event, int depth) const;
    Sources callable(const Entity& entity, Name name) const;
    Sources sourcesOfAwaited(const FunctionFact& function, const Value& awaited, int depth) const;
    Sources sourcesOfCall(const FunctionFact& function, uint32_t event, int depth) const;
    Sources sourcesOfArguments(const FunctionFact& function, const Event& event, int depth) const;
    ObjectId intern(Object object) const;
    Slot slotOf(const Entity& entity, bool isReturn = false) const;
    Slot loopOf(const FunctionFact& coroutine) const;

    const Program& program_;
    const Models& models_;
    mutable EntityMap<Declared> declared_;
    std::unordered_map<Name, Name> instances_; // class to the only class built that derives of it
    mutable std::vector<Object> objects_;
    /// What tells an object from all others.
    struct Identity {
        ObjectKind kind;
        Entity entity;
        uint32_t event;
        Name name;
        friend bool operator==(const Identity&, const Identity&) = default;
    };
    struct IdentityHash {
        size_t operator()(const Identity& id) const noexcept {
            const size_t named = std::hash<Entity>{}(id.entity) * 31 + std::hash<Name>{}(id.name);
            return (named * 31 + id.event) * 31 + static_cast<size_t>(id.kind);
        }
    };
    mutable boost::unordered_flat_map<Identity, ObjectId, IdentityHash> ids_;
    mutable EntityMap<Slot> returns_, coroutineLoops_;
    mutable std::vector<ObjectSet> contents_;     // by slot
    mutable std::vector<std::vector<Slot>> next_; // objects of the key are objects of these too
    std::vector<IndirectCall> indirect_, handOvers_, awaits_;
};

} // namespace looplint
