#pragma once
// Offering fixes for the findings of a whole run: the units that have some are worked on in
// parallel, and what came out is kept in the store.

#include "driver.h"
#include "lint.h"

namespace looplint {

struct FixInput {
    const std::vector<clang::tooling::CompileCommand>& commands;
    const Models& models;
    const Config& config;
    Driver& driver;                      // has extracted `commands` …
    const std::vector<UnitFacts>& facts; // … to these
};

/// Each unit is worked on in a process of its own; one that ends badly has no fixes. What fixes
/// depend on, beside the units, is added to `read`.
void offerFixes(std::vector<Finding>& findings, const FixInput& input, Dependencies& read);

} // namespace looplint
