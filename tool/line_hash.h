#pragma once
// The hash of a line's text, by which code scanning tools know a finding again.

#include <string>

namespace looplint {

/// Hexadecimal, the same on all machines and in all versions.
std::string lineHash(const std::string& line);

} // namespace looplint
