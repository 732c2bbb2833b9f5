#pragma once
// Lint, from commands to findings:
//   commands -> facts of each unit (in parallel) -> program -> checks -> suppressions
// An AST dies with its unit; only facts survive it.

#include "analysis/check.h"
#include "config.h"
#include "extract_unit.h"
#include "options.h"

namespace looplint {

struct LintResult {
    std::vector<Finding> findings;
    std::vector<UnitProblem> problems; // in order of the unit
};

/// Facts of all units, in the order of `commands`.
std::vector<UnitFacts> extractAll(const std::vector<clang::tooling::CompileCommand>& commands,
                                  const Overlay& overlay, unsigned jobs,
                                  std::vector<UnitProblem>& problems, const ParseWay& way = {});

/// The enabled checks over linked facts, sorted, without suppressed and filtered findings.
std::vector<Finding> analyzeUnits(std::vector<UnitFacts> units, const Models& models,
                                  const Config& config);

/// The whole way, in this process, as editors and the proofs of fixes go it.
LintResult lint(const std::vector<clang::tooling::CompileCommand>& commands, const Overlay& overlay,
                const Models& models, const Config& config, unsigned jobs,
                const ParseWay& way = {});

/// The built-in models and those of the configuration. Throws FormatError or UsageError.
Models loadModels(const Config& config);

} // namespace looplint
