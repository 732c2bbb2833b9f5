#pragma once
// LateSetup: functions that must run before others but surely run after them: the locks of a
// library that are switched on when a loop without them exists already.

#include "analysis/engine.h"

namespace looplint {

struct LateSetup {
    const Setup* setup = nullptr;
    const Event* early = nullptr; // what should have come later
    const FunctionFact* function = nullptr;
    const Event* late = nullptr; // the setup
    Context first, second;       // two threads that use what the setup is for
};

/// Only where the order is certain and several threads use the library.
std::vector<LateSetup> lateSetups(const Program& program, const Models& models,
                                  const Engine& engine);

} // namespace looplint
