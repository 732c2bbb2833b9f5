#pragma once
// Signals: where what a thread may wait for happens: a promise is set, a semaphore released, a
// condition notified.

#include "analysis/contexts.h"

namespace looplint {

/// What an event is about: its object, or its first argument.
const Value* subjectOf(const Event& event);

class Signals {
  public:
    Signals(const Program& program, const Models& models, const Objects& objects,
            const Contexts& contexts);

    /// Where a function, or one that it calls, signals an object; null if it does not.
    const Site* signalledIn(const FunctionFact& function, ObjectId object) const {
        return signalledIn(function, object, 0);
    }
    /// Where an object is signalled.
    const std::vector<Site>& of(ObjectId object) const;
    /// Whether an object may be signalled in any other context than this one.
    bool isSignalledElsewhere(ObjectId object, const Context& context) const;

  private:
    const Site* signalledIn(const FunctionFact& function, ObjectId object, int depth) const;

    const Program& program_;
    const Contexts& contexts_;
    std::map<ObjectId, std::vector<Site>> sites_;
};

} // namespace looplint
