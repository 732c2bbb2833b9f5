#pragma once
// Fingerprints: what a finding is about, whatever line it stands on. They survive edits above it,
// and name the same finding in SARIF, code quality reports and baselines.

#include "analysis/finding.h"

#include <functional>
#include <string>
#include <vector>

namespace looplint {

/// "check:type:object", with the object as Clang's symbol string.
std::string fingerprintOf(const Finding& finding);

/// The fingerprints of all findings, in order, each once: equal ones are numbered from the second
/// on.
std::vector<std::string> uniqueFingerprints(const std::vector<Finding>& findings);

/// For each finding a hash of the text of its line without spaces, numbered among equal ones: what
/// tells findings apart for tools that know nothing of what they are about.
std::vector<std::string> lineHashes(const std::vector<Finding>& findings,
                                    const std::function<std::string(const Location&)>& lineAt);

} // namespace looplint
