#pragma once
// StaticBinding: judges an object that is bound to a given loop before main (or by a
// function-local static): why that is wrong, or nothing if it cannot be proved.

#include "analysis/held.h"
#include "analysis/loop_runs.h"

namespace looplint {

/// Why a binding is wrong, as the middle of a sentence, and the place that shows it.
struct Objection {
    std::string reason; // "io is never run, and main runs another loop"
    Location at;
    std::string note; // what is at `at`
};

class StaticBinding {
  public:
    StaticBinding(const Program& program, const Models& models)
        : program_(program), runs_(program, models) {}

    /// `object` is the bound object, part of the static `owner`; `starts` are the methods that
    /// leave work pending on it.
    std::optional<Objection> objection(const Place& loop, const Place& object,
                                       const Definition& owner,
                                       const std::vector<Name>& starts) const;

  private:
    std::optional<Objection> toStaticLoop(const Place& loop, const Place& object,
                                          const Definition& owner,
                                          const std::vector<Name>& starts) const;

    const Program& program_;
    LoopRuns runs_;
};

} // namespace looplint
