#pragma once
// Exporting fixes: YAML as clang-tidy --export-fixes writes it and clang-apply-replacements reads
// it.

#include "report/report.h"

namespace looplint {

std::string exportedFixes(const ReportInput& input);

} // namespace looplint
