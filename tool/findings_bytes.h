#pragma once
// Findings as bytes: for the cache, and for the answers of worker processes.

#include "analysis/finding.h"
#include "bytes.h"

namespace looplint {

void writeFix(BytesOut& out, const std::optional<Fix>& fix);
std::optional<Fix> readFix(BytesIn& in);

void writeFindings(BytesOut& out, const std::vector<Finding>& findings);
std::vector<Finding> readFindings(BytesIn& in);

} // namespace looplint
