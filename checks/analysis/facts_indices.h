#pragma once
// What the analysis relies on without asking, of facts that came from outside.

#include "analysis/fact.h"

#include <string>

namespace looplint {

/// Throws FormatError, naming `source` and the function, where an index inside the function leads
/// nowhere, or an event, block or value has not the parts that its kind needs.
void checkIndices(const FunctionFact& function, const std::string& source);

} // namespace looplint
