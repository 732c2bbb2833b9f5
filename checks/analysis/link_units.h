#pragma once
// Link units: which translation units make up which program. A compilation database often lists
// several programs; what one of them does says nothing about the others, and two of them may well
// have different classes of the same name.

#include "analysis/unit_facts.h"

#include <vector>

namespace looplint {

/// The programs among `units`, each as indices, in order of the unit that has main. A program is
/// the unit with main, the units of the same build target, and all that these refer to, directly
/// or not. If no more than one unit has a main there is one program with all units; units that
/// belong to no program make up one of their own, without main.
std::vector<std::vector<size_t>> linkUnits(const std::vector<UnitFacts>& units);

} // namespace looplint
