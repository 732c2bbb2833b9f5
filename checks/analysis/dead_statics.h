#pragma once
// Function-local statics that are dead when they are used: what a static was built after main began
// dies before the statics that were built before it, whose destructors may still use it.

#include "analysis/owned.h"

namespace looplint {

struct DeadStatic {
    const VariableFact* local = nullptr; // has a loop, or something bound to one
    const VariableFact* user = nullptr;  // the static whose destructor uses it
    const FunctionFact* destructor = nullptr;
};

std::vector<DeadStatic> usesOfDeadStatics(const Program& program, const Models& models,
                                          const Engine& engine);

} // namespace looplint
