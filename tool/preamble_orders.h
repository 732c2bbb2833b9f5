#pragma once
// Which orders of its headers a preamble stands for: where one mentions a macro that another
// defines, a unit that includes them in another order could see something else.

#include "macro_mentions.h"
#include "preamble.h"

#include <llvm/ADT/StringMap.h>
#include <llvm/ADT/StringSet.h>

#include <set>

namespace looplint {

/// What was seen of the macros of a preamble's files.
struct PreambleMacros {
    std::vector<MacroMentions> mentions; // by file
    /// By macro: the files that were left with it defined, or that undefined it for good.
    const llvm::StringMap<std::set<uint32_t>>& definers;
    const llvm::StringSet<>& undefined;                  // that were undefined after that
    llvm::function_ref<bool(llvm::StringRef)> isDefined; // in the end
};

/// Fills in orders, heirs and unsettled macros of a preamble whose files are known.
void findOrders(const PreambleMacros& macros, Preamble& preamble);

} // namespace looplint
