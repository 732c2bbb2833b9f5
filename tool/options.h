#pragma once
// The command line: clang-tidy's flags and looplint's own, each declared once, in options.cpp.

#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace looplint {

/// Bad use of the command, or input that cannot be used: one line for the user, exit code 2.
class UsageError : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

struct Options {
    std::string build;              // -p
    std::vector<std::string> files; // empty: every unit of the compilation database
    std::vector<std::string> flags; // after `--`
    bool hasFlags = false;          // `--` was given
    std::string checks;             // --checks
    std::optional<unsigned> level;  // --level
    bool reportUnusedSuppressions = false;
    std::string headerFilter;           // --header-filter
    std::string warningsAsErrors;       // --warnings-as-errors
    std::string format = "text";        // --format
    std::vector<std::string> outputs;   // --output: "[FORMAT:]FILE"
    std::string exportFixes;            // --export-fixes
    std::string config;                 // --config-file
    std::vector<std::string> extraArgs; // --extra-arg
    std::vector<std::string> extraArgsBefore;
    std::vector<std::string> models; // --model
    unsigned jobs = 0;               // -j, 0: one per core
    bool fix = false;
    bool quiet = false;
    bool listChecks = false;
    bool dumpFacts = false;
    std::string baseline;   // --baseline: findings that are known
    std::string diff;       // --diff: a commit, or "-"
    std::string lineFilter; // --line-filter
    std::optional<bool> useColor;
    bool allowNoChecks = false;
    bool exitZero = false; // --exit-zero
    bool noCache = false;
    std::string cacheDir;       // --cache-dir
    bool noPreamble = false;    // parse every unit plainly
    unsigned unitTimeout = 600; // seconds for one unit, 0: none
    unsigned unitMemory = 0;    // megabytes for one unit, 0: no limit
    std::string dependencyFile; // --depfile, of extract
    std::string unitFault;      // tests: see driver.h
    bool stats = false;
    bool dumpConfig = false;
    bool help = false;
    bool version = false;
};

/// Throws UsageError naming the argument.
Options parseOptions(const std::vector<std::string>& arguments);

/// The text of --help.
std::string helpText();

} // namespace looplint
