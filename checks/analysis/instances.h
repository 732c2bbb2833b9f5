#pragma once
// Instances: which classes, variables and objects are one thing in any run of the program. Objects
// takes all instances of a class for one; what holds of one of them only needs more: that there is
// one, or that a chain of calls stays in it.

#include "analysis/contexts.h"
#include "analysis/entity_map.h"

namespace looplint {

class Instances {
  public:
    Instances(const Program& program, const Models& models, const Objects& objects,
              const Contexts& contexts);

    /// Whether at most one instance of a class is built in any run.
    bool isOnly(Name record) const { return countOf(record) == 1; }
    /// Whether a variable or field is one thing in any run.
    bool isOnly(const Entity& variable) const;
    bool isOnly(ObjectId object) const;
    /// Whether a context is one thread in any run.
    bool isOnly(const Context& context) const;
    /// The class that a field is a member of; empty for what is no field.
    Name ownerOf(const Entity& field) const;

    /// Whether the way into `function` in `context`, from the last hand-over or start of a thread
    /// on, stays in one instance of `record`: each call is on `this`.
    bool staysIn(Name record, const FunctionFact& function, const Context& context) const;
    /// Whether what `function` does with `value` in `context` is about that very context's thread:
    /// there is only one such thread, or all happens in the instance that has it.
    bool isOwn(const FunctionFact& function, const Value& value, const Context& context) const;
    /// Whether a value is the object of the function: `this`, or what shared_from_this() gave.
    bool isSelf(const FunctionFact& function, const Value& value, int depth = 0) const;

  private:
    /// 0, 1, or 2 for several and for unknown.
    using Count = uint32_t;

    struct Calls {
        Site first;
        uint32_t count = 0;
    };
    struct FieldOf {
        Name record;
        bool isArray = false;
    };
    /// A class that another one is a base or a member of.
    struct Part {
        Name whole;
        bool isMany = false; // it may have several
    };

    void indexCalls();
    void indexParts();
    Count countOf(Name record, int depth = 0) const;
    Count builtAlone(Name record, int depth) const;
    Count runsOf(const FunctionFact& function, int depth = 0) const;
    Count runsOfLambda(const FunctionFact& lambda, int depth) const;
    bool isOf(const FunctionFact& function, Name record) const;
    bool entersSelf(Name record, const Step& step, const FunctionFact& entered) const;
    bool passesSelf(Name record, const Step& step, const FunctionFact& entered) const;

    const Program& program_;
    const Models& models_;
    const Objects& objects_;
    const Contexts& contexts_;
    EntityMap<Calls> calls_;                            // by callee
    EntityMap<FieldOf> fields_;                         // by field
    EntityMap<Site> locals_;                            // where they are made
    std::unordered_map<Name, std::vector<Site>> built_; // by class
    std::unordered_set<Name> isBuiltOften_;             // by what holds several
    std::unordered_map<Name, std::vector<Part>> partOf_;
    mutable std::unordered_map<Name, Count> counts_;
};

/// The variable or field that a value is an element or part of, through iterators and the variables
/// of range-based loops.
const Value& containerOf(const FunctionFact& function, const Value& value);

} // namespace looplint
