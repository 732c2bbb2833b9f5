#pragma once
// Expectations: compares what was found with what a case wants.

#include "analysis/finding.h"
#include "case_file.h"

namespace looplint::testing {

/// One line per difference: a want that nothing matches, a finding that nothing wants; empty if
/// there is none. A want is matched by one finding only; its text is looked for in
/// "message [check]". A want for a note is met by a note of any finding; notes need no want.
std::string differences(const std::vector<Want>& wants, const std::vector<Finding>& findings);

} // namespace looplint::testing
