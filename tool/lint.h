#pragma once
// Lint, from commands to findings:
//   commands -> facts of each unit (in parallel) -> program -> checks -> suppressions
// An AST dies with its unit; only facts survive it.

#include "analysis/check.h"
#include "config.h"
#include "extract_unit.h"
#include "options.h"

#include <functional>

namespace looplint {

struct LintResult {
    std::vector<Finding> findings;
    std::vector<UnitProblem> problems; // in order of the unit
};

/// Facts of all units, in the order of `commands`.
std::vector<UnitFacts> extractAll(const std::vector<clang::tooling::CompileCommand>& commands,
                                  const Overlay& overlay, unsigned jobs,
                                  std::vector<UnitProblem>& problems, const ParseWay& way = {});

/// What the enabled checks say of one program, unsorted; `members` are its units. `alsoUse` may look
/// at what was worked out for them, and for the functions that no check can say anything of. If
/// `isLast`, the process ends with this program, and nothing is freed.
std::vector<Finding> analyzeProgram(std::vector<const UnitFacts*> members, const Models& models,
                                    const Config& config,
                                    const std::function<void(const Analysis&)>& alsoUse = {},
                                    bool isLast = false);

/// Sorts what was found in all programs, and drops what is filtered. `mainFiles`: of all units.
void settle(std::vector<Finding>& findings, const std::vector<Name>& mainFiles,
            const Config& config);

/// The enabled checks over linked facts, sorted, without suppressed and filtered findings.
std::vector<Finding> analyzeUnits(const std::vector<UnitFacts>& units, const Models& models,
                                  const Config& config, bool isLast = false);

/// The whole way, in this process, as editors and the proofs of fixes go it.
LintResult lint(const std::vector<clang::tooling::CompileCommand>& commands, const Overlay& overlay,
                const Models& models, const Config& config, unsigned jobs,
                const ParseWay& way = {});

/// The built-in models and those of the configuration. Throws FormatError or UsageError.
Models loadModels(const Config& config);

} // namespace looplint
