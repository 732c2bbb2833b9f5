#pragma once
// Which units there are and how each is compiled.

#include "options.h"

#include <clang/Tooling/CompilationDatabase.h>

namespace looplint {

/// `path`, if relative, as seen from `directory`; without dots.
std::string absoluteIn(llvm::StringRef directory, llvm::StringRef path);

/// One command per unit, in order of the path. Throws UsageError: no database, a file that is not
/// there, a database without units.
std::vector<clang::tooling::CompileCommand> loadCommands(const Options& options);

} // namespace looplint
