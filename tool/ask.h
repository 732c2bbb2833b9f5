#pragma once
// Ask: what looplint knows of a program: why a function runs where it does, which loops there are,
// and which functions' threads it would have to be told.

#include <string>
#include <vector>

namespace looplint {

/// `looplint why FUNCTION`, `looplint loops`, `looplint entries`, each with `-p BUILD` or the file
/// of a linked program. Print to standard output and return the exit code.
int whyCommand(const std::vector<std::string>& arguments);
int loopsCommand(const std::vector<std::string>& arguments);
int entriesCommand(const std::vector<std::string>& arguments);

} // namespace looplint
