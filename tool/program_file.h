#pragma once
// Program files: what `looplint link` writes: the facts of all units of a program.

#include "analysis/unit_facts.h"

#include <string>
#include <vector>

namespace looplint {

/// Throws FormatError naming the file and the place in it.
std::vector<UnitFacts> readProgramFile(const std::string& file);

/// Whether a file says of itself that it is one.
bool isProgramFile(const std::string& file);

} // namespace looplint
