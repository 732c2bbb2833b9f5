#pragma once
// `report merge`: what looplint found and what programs raised while they ran, as one report.

#include "commands.h"

namespace looplint {

/// report merge SARIF... [-o FILE]. A finding about an object, made at a place, of which a program
/// raised an affinity error is marked as confirmed at run time, and tells where it was used then;
/// the program's own result goes. What only happened at run time stays as it is. Says on stderr how
/// many there are of each. Throws FormatError for a file that is no SARIF 2.1.0.
int reportCommand(const Arguments& arguments);

} // namespace looplint
