#pragma once
// Fingerprints: what a finding is about, whatever line it stands on. They survive edits above it,
// and name the same finding in SARIF, code quality reports and baselines.

#include "analysis/finding.h"

#include <string>
#include <vector>

namespace looplint {

/// "check:type:object", with the object as Clang's symbol string.
std::string fingerprintOf(const Finding& finding);

/// The fingerprints of all findings, in order, each once: equal ones are numbered from the second
/// on.
std::vector<std::string> uniqueFingerprints(const std::vector<Finding>& findings);

} // namespace looplint
