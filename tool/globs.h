#pragma once
// Lists of globs as in clang-tidy's --checks: "-*,loop-static-*".

#include <string>

namespace looplint {

/// Whether `name` is in the list; the last glob that matches decides. An empty list has nothing.
bool inGlobs(const std::string& globs, const std::string& name);

/// Throws UsageError if a glob of `option` names a check of ours that does not exist.
void refuseUnknownChecks(const std::string& globs, const std::string& option);

} // namespace looplint
