#pragma once
// Objects: which objects and callables each variable, field, parameter and result may stand for,
// over the whole program. Inclusion-based, without regard to order; fields are told apart by
// declaration, not by the object they are in. That is coarse, so only unambiguous answers prove
// anything: a set with one element.
//
// An object is a variable or field that holds its value itself, something made on the heap (by the
// event that makes it), what a default-loop function yields, the object of a method of a class, or
// a function or lambda.

#include "analysis/program.h"
#include "models/model.h"

#include <map>
#include <set>

namespace looplint {

enum class ObjectKind : uint8_t { Variable, Made, Default, Self, Callable };

struct Object {
    ObjectKind kind = ObjectKind::Variable;
    Entity entity; // Variable: the variable or field; Callable: the function; Made: the function
    uint32_t event = 0; // Made: which event of the function
    Name name;          // Default: the function; Self: the class; else what to call it in messages

    friend std::strong_ordering operator<=>(const Object& a, const Object& b) {
        return std::tie(a.kind, a.entity, a.event, a.identifyingName()) <=>
               std::tie(b.kind, b.entity, b.event, b.identifyingName());
    }
    friend bool operator==(const Object& a, const Object& b) { return (a <=> b) == 0; }

  private:
    const Name& identifyingName() const {
        static const Name none;
        return kind == ObjectKind::Default || kind == ObjectKind::Self ? name : none;
    }
};

using ObjectSet = std::set<Object>;

class Objects {
  public:
    Objects(const Program& program, const Models& models);

    /// What `value` of `function` may stand for; empty if unknown.
    ObjectSet of(const FunctionFact& function, const Value& value) const;
    /// The one object that it is; nothing if there are none or several.
    std::optional<Object> one(const FunctionFact& function, const Value& value) const;
    /// The callables among `of(…)`.
    std::vector<const FunctionFact*> callables(const FunctionFact& function,
                                               const Value& value) const;

  private:
    /// A place that may stand for objects: a variable, a field, what a function returns.
    struct Slot {
        Entity entity;
        bool isReturn = false;
        friend auto operator<=>(const Slot&, const Slot&) = default;
    };
    /// What a value may stand for, before the slots are solved.
    struct Sources {
        ObjectSet objects;
        std::set<Slot> slots;
    };
    struct IndirectCall {
        const FunctionFact* function;
        const Event* event;
    };

    void findReferences();
    void addFlows(const FunctionFact& function);
    void addCall(const FunctionFact& function, const Event& call);
    void addArguments(const FunctionFact& caller, const Event& call, const FunctionFact& callee);
    void flow(const FunctionFact& function, const Value& from, const Slot& into);
    void solve();
    bool solveIndirect();

    Sources sources(const FunctionFact& function, const Value& value, int depth = 0) const;
    Sources sourcesOfResult(const FunctionFact& function, uint32_t event, int depth) const;
    /// The class whose method `function` is, or whose method the lambda stands in.
    Name selfOf(const FunctionFact& function) const;

    const Program& program_;
    const Models& models_;
    std::set<Entity> references_; // variables and fields that refer to objects elsewhere
    std::map<Slot, ObjectSet> contents_;
    std::map<Slot, std::set<Slot>> next_; // objects of the key are objects of the values too
    std::vector<IndirectCall> indirect_;
};

} // namespace looplint
