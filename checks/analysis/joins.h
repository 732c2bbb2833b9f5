#pragma once
// Joins: which threads a call waits for to end: join() of a std::thread, wait() of a QThread.

#include "analysis/instances.h"

namespace looplint {

class Joins {
  public:
    Joins(const Program& program, const Models& models, const Objects& objects,
          const Contexts& contexts);

    /// The variable, field or object that a call joins; null if the event is no join.
    const Value* joinedBy(const Event& event) const;
    /// The threads that it may be, if all of them are known.
    std::vector<Context> threadsOf(const FunctionFact& function, const Event& join) const;

  private:
    void noteStart(const FunctionFact& function, uint32_t index);
    void noteStartedBy(const Entity& place, const FunctionFact& function, uint32_t index);

    const Models& models_;
    const Objects& objects_;
    const Contexts& contexts_;
    std::unordered_map<Entity, std::vector<Context>> threads_; // by the variable that holds them
};

} // namespace looplint
