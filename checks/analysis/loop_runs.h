#pragma once
// LoopRuns: what the whole program does with its loops: which it runs, which it stops, whether it
// forks. Answers are for proofs: what was not understood counts against a claim.

#include "analysis/resolve.h"

namespace looplint {

class LoopRuns {
  public:
    LoopRuns(const Program& program, const Models& models);

    /// Whether it is certain that `loop` is never run while the program runs another one: the
    /// whole program is known from main on, and each run names a loop, none of them this one.
    /// `runs` gets the place of one such run.
    bool isNeverRun(const Place& loop, Location& other) const;
    /// Whether somewhere `loop` is told to stop with work left.
    bool isStopped(const Place& loop, Location& at) const;
    /// Where the program becomes another process, if it does.
    const Event* fork() const { return fork_; }
    /// Where an operation that matches `starts` is begun on the object `place`; null if nowhere.
    const Event* startOn(const Place& place, const std::vector<Name>& starts) const;

  private:
    struct Use {
        Place loop;
        Location at;
    };

    const Program& program_;
    Resolver resolver_;
    std::vector<Use> runs_, stops_;
    const Event* fork_ = nullptr;
};

} // namespace looplint
