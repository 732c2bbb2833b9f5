#pragma once
// Loops that a function makes before it sends its program into the background, and runs in the
// child: a loop does not survive a fork unless it is told of it.

#include "analysis/engine.h"

namespace looplint {

struct LateFork {
    const FunctionFact* function = nullptr;
    uint32_t made = 0; // the event that makes the loop, or what has it
    uint32_t fork = 0; // the call after which only the child goes on
    uint32_t run = 0;  // the call that runs the loop
    ObjectId loop = 0;
};

std::vector<LateFork> lateForks(const Program& program, const Models& models, const Engine& engine);

} // namespace looplint
