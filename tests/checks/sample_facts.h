#pragma once
// Facts of a unit with every member of every fact set to something other than its default: what
// the tests of the serialised form write, read and break.

#include "analysis/unit_facts.h"

namespace looplint::testing {

UnitFacts sampleFacts();

} // namespace looplint::testing
