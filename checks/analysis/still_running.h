#pragma once
// Still running: the thread that is proven to be running a loop, or to be the thread, that ends at
// some place. Whatever may wait for it before is a reason to be silent.

#include "analysis/ends.h"
#include "analysis/instances.h"
#include "analysis/joins.h"
#include "analysis/may_wait.h"

namespace looplint {

class StillRunning {
  public:
    StillRunning(const Program& program, const Models& models, const Engine& engine,
                 const Instances& instances);

    std::optional<Context> at(const FunctionFact& function, const End& end) const;

  private:
    std::vector<Context> runnersOf(const FunctionFact& function, const End& end) const;
    /// Whether an object is a thread that must have ended when it is destroyed: its class is meant
    /// to be derived from, and no destructor can wait for the derived one's run().
    bool isUnsafeThread(ObjectId object) const;
    /// Whether a loop is run before the event: its handlers may join what they like.
    bool isLoopRunBefore(const FunctionFact& function, uint32_t event) const;
    bool isJoinedSomewhere(const Context& thread) const;

    const Program& program_;
    const Models& models_;
    const Engine& engine_;
    const Instances& instances_;
    const MayWait waits_;
    const Joins joins_;
};

} // namespace looplint
