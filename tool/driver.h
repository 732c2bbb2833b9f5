#pragma once
// The driver: facts of many units, as fast and as safely as can be, with the same result as
// reading them one after the other.
//
//   - A unit whose facts are in the store, made from files that are as they were, is not read.
//   - Units that are compiled alike share a preamble (preamble.h), if there are enough of them.
//   While
//     it is being made, a worker that has nothing else to do reads units plainly.
//   - Each unit and each preamble is read in a process of its own (isolate.h), which puts its
//     result into the store and answers with it. An AST dies with its process; only facts survive.
//   - A unit whose worker crashes, hangs or runs out of memory is lost, and is named.

#include "extract_unit.h"
#include "isolate.h"
#include "store.h"

#include <memory>

namespace looplint {

struct RunSettings {
    unsigned jobs = 0; // 0: one per core
    JobLimits limits;
    std::string cacheFolder; // empty: no cache
    bool usePreambles = true;
    std::string unitFault; // tests: "crash:NAME", "spin:NAME", "allocate:NAME"; ".pch": preambles
    bool showProgress = false;
    std::function<void(size_t done, size_t total)> onProgress; // of the units that must be read
};

/// What a run did, for --stats.
struct RunCounts {
    size_t units = 0, cached = 0, onPreamble = 0, plain = 0, fellBack = 0, lost = 0, preambles = 0;
    uint64_t peakMemory = 0; // of the largest worker on a unit
    /// Processor time of the workers.
    double onPreambleSeconds = 0, plainSeconds = 0, fellBackSeconds = 0, preambleSeconds = 0;
    std::vector<std::pair<std::string, std::string>> fallBacks; // unit, why
    /// Why a preamble could not be made, by the first of its units.
    std::vector<std::pair<std::string, std::string>> unmade;
};

class Driver {
  public:
    explicit Driver(RunSettings settings);
    ~Driver();

    const RunSettings& settings() const { return settings_; }
    const Store* store() const { return store_ ? &*store_ : nullptr; }
    DiskState& disk() { return disk_; }
    RunCounts& counts() { return counts_; }

    /// Facts of all units, in the order of `commands`; problems in the same order.
    std::vector<UnitFacts> extract(const std::vector<clang::tooling::CompileCommand>& commands,
                                   std::vector<UnitProblem>& problems);

    // After extract(), by index of the command:
    /// All that the unit's facts were made from.
    const Dependencies& read(size_t unit) const { return read_[unit]; }
    /// The preamble that the unit may be parsed on; null if there is none.
    const Preamble* preamble(size_t unit) const { return unitPreambles_[unit]; }

  private:
    friend class Extraction;
    RunSettings settings_;
    std::optional<Store> store_;
    std::string scratch_; // for preambles, if there is no store
    DiskState disk_;
    RunCounts counts_;
    std::vector<Dependencies> read_;
    std::vector<std::unique_ptr<Preamble>> preambles_;
    std::vector<const Preamble*> unitPreambles_;
};

/// What identifies the facts of a unit, beside the files that it reads.
std::string unitKey(const clang::tooling::CompileCommand& command);

} // namespace looplint
