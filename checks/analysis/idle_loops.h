#pragma once
// IdleLoops: loops that the whole program is seen never to run while it runs others.

#include "analysis/engine.h"

namespace looplint {

class IdleLoops {
  public:
    IdleLoops(const Program& program, const Models& models, const Engine& engine);

    /// Where another loop of the same library is run, if the loop surely never is: every run in
    /// the program names its loop, and no function that was not seen gets hold of this one. Null
    /// if that is not certain.
    const Location* isNeverRun(ObjectId loop) const;

  private:
    struct Run {
        const FunctionFact* function;
        const Event* event;
        ObjectSet loops;
    };

    bool escapes(ObjectId loop) const;
    bool isPlainLoop(const Object& object) const;
    bool isAlike(const Run& run, const Object& loop) const;
    bool mayTake(const Event& event) const;

    const Program& program_;
    const Models& models_;
    const Engine& engine_;
    std::vector<Run> runs_;
    bool isUnknown_ = false;                                      // some run names no loop
    mutable std::optional<std::unordered_set<ObjectId>> escaped_; // worked out when asked for
};

} // namespace looplint
