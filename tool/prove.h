#pragma once
// looplint prove [-p BUILD] [--format=text|json] DIR...
//
// Proves that the checker and the runtime agree. For each sample directory, which holds main.cpp
// and expect.json: the checker finds the bug (found); the running program reports the object of
// that same line (raised); the checker's fix is applied to a copy (fixed), in which it then finds
// nothing (silent); and the copy, built as the build builds the sample, does what it should
// (works).

#include <llvm/ADT/ArrayRef.h>

namespace looplint {

/// `args` is the command line after "prove". Returns the exit status: 0 if everything agrees, 1 if
/// something differs, 2 if something could not be run.
int proveCommand(llvm::ArrayRef<const char*> args);

} // namespace looplint
