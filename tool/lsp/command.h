#pragma once
// The command that an editor starts.

#include <string>
#include <vector>

namespace looplint {

/// lsp [-p DIR] [lint's options]: the language server, on standard input and output, until the
/// client is gone. Returns the exit code; throws UsageError.
int lspCommand(const std::vector<std::string>& arguments);

} // namespace looplint
