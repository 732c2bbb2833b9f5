#pragma once
// Includes: which folder may include from which. Arrows point one way:
//   analysis <- models, match <- checks <- tool        runtime <- samples

#include "house.h"

namespace looplint::testing {

/// The includes of a file that its folder may not have, one line each.
std::string forbiddenIncludes(const SourceFile& file);

/// A ring of project headers that include each other, as "a.h -> b.h -> a.h"; empty if there is
/// none.
std::string includeRing(const std::vector<SourceFile>& files);

} // namespace looplint::testing
