#pragma once
// Offering fixes: a unit with findings that have a rewriter is parsed again, the edits are made on
// a copy in memory, and a fix is offered only if the unit alone shows the finding, and the patched
// unit compiles and shows it no more, and nothing new.

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

/// The fix for each of some findings in a unit, proved, if there is one.
std::vector<std::optional<Fix>> fixesFor(const std::vector<Finding>& findings, const FixUnit& unit);

} // namespace looplint
