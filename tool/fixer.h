#pragma once
// Offering fixes: for each finding that has a rewriter, the unit is parsed again, the edits are
// made on a copy in memory, and the fix is offered only if the patched unit compiles and the
// finding is gone without a new one.

#include "driver.h"
#include "lint.h"

namespace looplint {

/// One unit, to fix findings in.
struct FixUnit {
    const clang::tooling::CompileCommand& command;
    const Models& models;
    const Config& config;
    ParseWay way;
    Overlay overlay; // open files
};

/// The fix for `finding`, proved, if there is one. `all`: the findings that are known.
std::optional<Fix> fixFor(const Finding& finding, const std::vector<Finding>& all,
                          const FixUnit& unit);

struct FixInput {
    const std::vector<clang::tooling::CompileCommand>& commands;
    const Models& models;
    const Config& config;
    Driver& driver; // has extracted `commands`
};

/// Each finding is worked on in a process of its own; one that ends badly has no fix. What fixes
/// depend on, beside the units, is added to `read`.
void offerFixes(std::vector<Finding>& findings, const FixInput& input, Dependencies& read);

} // namespace looplint
