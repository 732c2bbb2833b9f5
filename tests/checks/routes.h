#pragma once
// Routes: the ways from sources to findings. All must give the same.

#include "analysis/finding.h"
#include "analysis/unit_facts.h"
#include "case_file.h"

namespace looplint::testing {

struct Outcome {
    std::vector<Finding> findings;
    std::vector<std::string> errors; // of the compiler
};

/// Unit after unit, in one process, as `looplint` with one job.
Outcome lintSerially(const CaseFile& file);

/// The checks over facts that were read before, in whatever order.
std::vector<Finding> analyzeFacts(const CaseFile& file, std::vector<UnitFacts> units);

/// `extract` per unit, `link`, `analyze`, with files between; yields analyze's JSON.
std::string lintInThreeSteps(const CaseFile& file, const std::string& scratch);

/// Facts of all units, in order, by case, all of them read with this many jobs.
std::vector<std::vector<UnitFacts>> extractCases(const std::vector<CaseFile>& cases, unsigned jobs);

/// Lints as the command does, each unit in a process of its own, the units in an order that `seed`
/// decides; yields JSON.
std::string lintByDriver(const CaseFile& file, unsigned jobs, unsigned seed);

/// As `looplint --format=json` prints them.
std::string asJson(const std::vector<Finding>& findings);

} // namespace looplint::testing
