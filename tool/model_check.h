#pragma once
// looplint model check FILE [-p DIR] [-- FLAGS]: holds the names of a model against the headers of
// a project.

#include "declared_names.h"

#include <string>
#include <vector>

namespace looplint {

/// One line for each name of the model that nothing declares: the file, the place in it, the name
/// and the nearest name there is. `json` is the text of `file`. Throws FormatError for what is no
/// model.
std::vector<std::string> undeclaredNames(const std::string& json, const std::string& file,
                                         const DeclaredNames& declared);

/// 0: each name is declared in some unit; 1: not all are, and stdout says which; 2 with UsageError
/// or FormatError, or if a unit could not be read.
int modelCommand(const std::vector<std::string>& arguments);

} // namespace looplint
