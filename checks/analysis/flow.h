#pragma once
// Order inside one function, from its blocks: what always runs, what runs before what.

#include "analysis/fact.h"

#include <vector>

namespace looplint {

/// For each block, whether every run of the function that returns passes it. A test for "not made
/// yet" (`if (!instance)`, `if (p == nullptr)`) counts as true: the first run takes that branch.
std::vector<bool> blocksAlwaysRun(const FunctionFact& function);

/// Whether event `first` has run whenever event `second` runs (its block dominates).
bool precedes(const FunctionFact& function, uint32_t first, uint32_t second);

/// Whether `first` precedes `second`, or stands in a loop that does, in each of its turns: then it
/// has run if the loop had a turn.
bool precedesInTurns(const FunctionFact& function, uint32_t first, uint32_t second);

/// Whether `second` runs whenever `first` has run, after it and never before it.
bool alwaysFollows(const FunctionFact& function, uint32_t first, uint32_t second);

/// The blocks that can be reached from the start of block `from` without passing `avoided`.
std::vector<bool> blocksFrom(const FunctionFact& function, uint32_t from, uint32_t avoided);

/// Whether an event can run again in the same run of the function: it stands in a cycle.
bool isRepeated(const FunctionFact& function, uint32_t event);

/// Whether event `second` can run after event `first` in one run of the function.
bool mayFollow(const FunctionFact& function, uint32_t first, uint32_t second);

/// The index of the block that holds an event.
uint32_t blockOf(const FunctionFact& function, uint32_t event);

} // namespace looplint
