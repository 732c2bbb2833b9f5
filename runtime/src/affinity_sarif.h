// affinity_sarif.h — affinity errors as a SARIF 2.1.0 log: the object's line is the location, as in
// the checker's findings about it; the use is a related location; a code flow joins both.
#pragma once

#include <string>
#include <vector>

#include "loop/affinity_error.h"

namespace loop {

std::string sarif_of(const std::vector<AffinityError>& errors);
/// Whether both speak of one object used at one place.
bool same_affinity(const AffinityError& a, const AffinityError& b);

} // namespace loop
