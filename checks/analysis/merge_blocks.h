#pragma once
// Merge blocks: Clang's graph of a body has many blocks without events; facts need few of them.

#include "analysis/body.h"

namespace looplint {

/// Makes one block of those that always run one after the other. The entry stays the first block,
/// the exit the last.
void mergeBlocks(List<Block>& blocks);

} // namespace looplint
