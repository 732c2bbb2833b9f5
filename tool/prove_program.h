#pragma once
// Runs a sample's program: with the guard that it needs, driven over HTTP if it is a server, and
// with its reports collected.

#include "prove_expect.h"
#include "runtime_report.h"

#include <string>
#include <vector>

namespace looplint {

/// What became of one run.
struct ProgramRun {
    std::vector<RuntimeReport> reports;
    std::vector<std::string> differences; // from the expected behaviour, one line each
};

/// Runs `program` and compares what it does with `expected`. `guard` is as in Expectation; the
/// preloaded ones come from `build`/lib. Throws UsageError if the program cannot be run.
ProgramRun runProgram(const std::string& program, const std::string& guard,
                      const std::string& build, const Behaviour& expected);

} // namespace looplint
