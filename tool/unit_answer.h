#pragma once
// UnitAnswer: what a worker process answers about its unit, and what the store keeps of it.

#include "extract_unit.h"
#include "store.h"

namespace looplint {

struct UnitAnswer {
    std::string facts; // as writeFacts writes them
    std::vector<std::string> errors;
    bool isLost = false;
    bool isOnPreamble = false;
    std::string difference; // why not, if there was one

    void write(BytesOut& out) const;
    static UnitAnswer read(BytesIn& in);
};

/// Runs in the worker: extracts the unit, puts dependencies and answer into the store (if any), and
/// returns the same bytes. `fault` makes it fail on purpose.
std::string answerFor(const clang::tooling::CompileCommand& command, const Preamble* preamble,
                      const Store* store, const std::string& fault);

/// Makes this process fail on purpose, if `fault` is "crash:NAME", "spin:NAME" or "allocate:NAME"
/// and the unit's path contains NAME.
void failOnPurpose(const std::string& fault, const std::string& unit);

} // namespace looplint
