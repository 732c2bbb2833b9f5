#pragma once
// From one compile command to the facts of its unit.

#include "analysis/unit_facts.h"
#include "parse.h"

namespace looplint {

/// A unit that could not be read whole.
struct UnitProblem {
    std::string unit;
    std::vector<std::string> errors;
    bool isLost = false; // nothing could be read at all
};

struct UnitResult {
    UnitFacts facts;
    UnitProblem problem;
    Dependencies read;      // if asked for
    std::string difference; // why the preamble was not used
};

/// `alsoUse` may look at the AST too.
UnitResult extractUnit(const clang::tooling::CompileCommand& command, const Overlay& overlay,
                       const ParseWay& way, UseAst alsoUse = nullptr);

} // namespace looplint
