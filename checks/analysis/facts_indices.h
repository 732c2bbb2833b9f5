#pragma once
// What the analysis relies on without asking, of facts that came from outside.

#include "analysis/body.h"

#include <string>

namespace looplint {

/// What a body should have had, where an index inside it leads nowhere, or an event, block or value
/// has not the parts that its kind needs; empty if all is well.
std::string lackOf(const BodyFacts& body);

} // namespace looplint
