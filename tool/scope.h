#pragma once
// Scope: which findings the settings ask for, file by file: its checks, its level.

#include "analysis/finding.h"
#include "config.h"

namespace looplint {

/// Whether the check is enabled anywhere.
bool isEnabled(const Config& config, const std::string& check);

/// Removes what is switched off for its file, or is of a higher level than wanted there.
void dropOutOfScope(std::vector<Finding>& findings, const Config& config);

} // namespace looplint
