#pragma once
// Statics that hold what is bound to a loop, and outlive that loop: what a static holds and was
// made in a function dies after that function's locals, and after the statics built after it.

#include "analysis/ends.h"

namespace looplint {

struct StaticEnd {
    const VariableFact* holder = nullptr;
    ObjectId object = 0; // what it holds
    ObjectId loop = 0;
    Location loopDies;
    bool isUnordered = false; // the loop is a static of another unit: it may die first
};

std::vector<StaticEnd> staticsAfterTheirLoop(const Program& program, const Models& models,
                                             const Engine& engine, const Ends& ends);

} // namespace looplint
