#pragma once
// Reading and writing whole files, with errors for the user.

#include <string>

namespace looplint {

/// Throws UsageError: "PATH: cannot be read: reason".
std::string readFile(const std::string& path);

/// Replaces the file as a whole or not at all. Throws UsageError.
void writeFile(const std::string& path, const std::string& text);

} // namespace looplint
