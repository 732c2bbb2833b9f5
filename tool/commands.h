#pragma once
// The commands beside lint. Each returns the exit code and throws UsageError or FormatError.

#include "config.h"
#include "lint.h"
#include "options.h"

#include <string>
#include <vector>

namespace looplint {

/// The configuration of the nearest .looplint, with the command line on top.
Config configFor(const Options& options);
/// The same, as seen from `folder`.
Config configFor(const Options& options, const std::string& folder);

using Arguments = std::vector<std::string>;

int lintCommand(const Arguments& arguments);
/// What lintCommand finds, before baseline and changed lines.
LintResult lintAsOptions(const Options& options);
/// cache stat|clear [--cache-dir=DIR]
int cacheCommand(const Arguments& arguments);
/// baseline write|prune --baseline=FILE [lint's options]
int baselineCommand(const Arguments& arguments);
int explainCommand(const Arguments& arguments);
/// extract FILE [-p DIR] -o FACTS
int extractCommand(const Arguments& arguments);
/// link FACTS... -o PROGRAM
int linkCommand(const Arguments& arguments);
/// analyze PROGRAM [lint's output options]
int analyzeCommand(const Arguments& arguments);

} // namespace looplint
