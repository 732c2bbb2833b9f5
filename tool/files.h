#pragma once
// Reading and writing whole files, with errors for the user.

#include <functional>
#include <string>
#include <string_view>

namespace looplint {

/// Throws UsageError: "PATH: cannot be read: reason".
std::string readFile(const std::string& path);

/// Replaces the file as a whole or not at all. Throws UsageError.
void writeFile(const std::string& path, const std::string& text);
/// The same, with what `produce` hands on, a piece at a time.
using WritePiece = std::function<void(std::string_view)>;
void writeFile(const std::string& path, const std::function<void(const WritePiece&)>& produce);

} // namespace looplint
