#pragma once
// A run over a project: commands -> facts (driver.h) -> program -> findings -> fixes. What a run
// said is kept too: if no file that it read has changed, it is said again without reading a unit.

#include "driver.h"
#include "lint.h"

namespace looplint {

LintResult lintProject(const std::vector<clang::tooling::CompileCommand>& commands,
                       const Models& models, const Config& config, Driver& driver);

} // namespace looplint
