#pragma once
// Applying fixes to the files on disk.

#include "analysis/finding.h"

#include <map>
#include <string>
#include <vector>

namespace looplint {

/// The new text of each file that `fixes` change. Fixes that overlap an earlier one are left out.
/// `open`: texts that stand for the files on disk, by path.
std::map<std::string, std::string> patched(const std::vector<const Fix*>& fixes,
                                           const std::map<std::string, std::string>& open = {});

/// Writes the fixes of `findings` to disk, each file as a whole, and says what was done on stderr.
void applyFixes(const std::vector<Finding>& findings);

} // namespace looplint
