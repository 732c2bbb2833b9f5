#pragma once
// Conditions of #if that come out the same whatever order headers come in.

#include <llvm/ADT/STLFunctionalExtras.h>
#include <llvm/ADT/StringRef.h>

#include <optional>

namespace looplint {

/// The value of `condition` as far as it hangs on names with a known state alone: `isDefined` says
/// whether a name is defined, or nothing if that depends on the order of headers. Arithmetic is not
/// understood. None if the value is not settled.
std::optional<bool> stableValue(llvm::StringRef condition,
                                llvm::function_ref<std::optional<bool>(llvm::StringRef)> isDefined);

} // namespace looplint
