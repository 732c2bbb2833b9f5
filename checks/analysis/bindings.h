#pragma once
// Bindings: to which loop, or to which thread, each loop-bound object is bound, by the events of
// the program that bind it. An object bound in several ways, or in one that was not understood, has
// no answer.

#include "analysis/objects.h"

#include <unordered_set>

namespace looplint {

/// An event of a function.
struct Site {
    const FunctionFact* function = nullptr;
    uint32_t event = 0;
    const Event& operator*() const { return function->events()[event]; }
    const Event* operator->() const { return &function->events()[event]; }
};

/// What decides the thread of an object that belongs to a thread (a QObject), strongest first.
struct ThreadBond {
    std::vector<Site> moves;    // moveToThread …
    ObjectSet threads;          // … to these
    bool isMoveUnknown = false; // … or to one that was not understood
    ObjectSet parents;          // that its construction gives it
    std::vector<Site> built;    // else it is the thread it is built in
};

class Bindings {
  public:
    Bindings(const Program& program, const Models& models, const Objects& objects);

    /// The loop that an object is bound to.
    std::optional<ObjectId> loopOf(ObjectId object) const { return loopOf(object, 0); }
    /// Whether anything is bound to this object.
    bool isLoop(ObjectId object) const { return isLoop_.contains(object); }
    /// Where it is bound to it; null if nowhere.
    const Site* siteOf(ObjectId object) const;
    /// Null for what belongs to no thread of its own.
    const ThreadBond* threadBond(ObjectId object) const;
    /// The model of the object's class; null if it is not loop-bound.
    const BoundType* typeOf(ObjectId object) const;

  private:
    struct LoopBond {
        std::vector<Site> sites;
        ObjectSet loops;
        bool isUnknown = false;
    };

    void visit(const FunctionFact& function, uint32_t index);
    void visitConstruct(const FunctionFact& function, uint32_t index);
    void visitCall(const FunctionFact& function, uint32_t index);
    void visitHandled(const FunctionFact& function, uint32_t index, const HandOver& over);
    const Value* loopGiven(const FunctionFact& function, const Event& event, Operand operand) const;
    void visitCopy(const FunctionFact& function, const Event& event);
    void bind(const FunctionFact& function, uint32_t index, const ObjectSet& objects,
              const Value* loop);
    std::optional<ObjectId> loopOf(ObjectId object, int depth) const;
    List<Value> parentArguments(const Event& event, int depth = 0) const;

    const Program& program_;
    const Models& models_;
    const Objects& objects_;
    std::unordered_map<ObjectId, LoopBond> loops_;
    std::unordered_map<ObjectId, ThreadBond> threads_;
    std::unordered_set<ObjectId> isLoop_;
};

/// The argument or object that `operand` names; null if the call has none.
const Value* operandOf(const Event& event, Operand operand);

} // namespace looplint
