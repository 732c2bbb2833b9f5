#pragma once
// The five proofs about one sample.

#include "prove_checker.h"
#include "prove_table.h"

#include <string>

namespace looplint {

/// Proves one sample directory against a build directory; both are absolute. Whatever goes wrong is
/// in the result.
SampleProof proveSample(const std::string& directory, const std::string& build,
                        const Checker& checker);

} // namespace looplint
