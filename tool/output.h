#pragma once
// Output: findings and problems to the user, as the options say.

#include "config.h"
#include "lint.h"

namespace looplint {

/// Prints the report to stdout and problems to stderr, writes --export-fixes, applies --fix.
/// Returns the exit code.
int publish(const LintResult& result, const Options& options, const Config& config);

} // namespace looplint
