#include "commands.h"

#include "baseline.h"
#include "changed_lines.h"
#include "compile_db.h"
#include "files.h"
#include "globs.h"
#include "output.h"
#include "project.h"
#include "scope.h"

#include <llvm/Support/FileSystem.h>
#include <llvm/Support/Format.h>
#include <llvm/Support/Path.h>
#include <llvm/Support/raw_ostream.h>

namespace looplint {

Config configFor(const Options& options) {
    const std::string from =
        options.files.empty() ? "." : llvm::sys::path::parent_path(options.files.front()).str();
    return configFor(options, from.empty() ? "." : from);
}

Config configFor(const Options& options, const std::string& folder) {
    Config config = options.config.empty() ? findConfig(folder) : readConfig(options.config);
    refuseUnknownChecks(options.checks, "--checks");
    refuseUnknownChecks(options.warningsAsErrors, "--warnings-as-errors");
    if (!options.checks.empty()) config.checks += "," + options.checks;
    if (options.level) config.level = *options.level;
    config.reportUnusedSuppressions |= options.reportUnusedSuppressions;
    if (!options.warningsAsErrors.empty()) config.warningsAsErrors = options.warningsAsErrors;
    if (!options.headerFilter.empty()) config.headerFilter = options.headerFilter;
    config.models.insert(config.models.end(), options.models.begin(), options.models.end());
    return config;
}

static std::vector<const Check*> enabledChecks(const Config& config, bool allowNone) {
    std::vector<const Check*> enabled;
    for (const Check* check : allChecks())
        if (isEnabled(config, std::string(check->name))) enabled.push_back(check);
    if (enabled.empty() && !allowNone) throw UsageError("no checks are enabled");
    return enabled;
}

static int listChecks(const Config& config, bool allowNone) {
    const std::vector<const Check*> enabled = enabledChecks(config, allowNone);
    llvm::outs() << "Enabled checks:\n";
    for (const Check* check : enabled) llvm::outs() << "    " << check->name << "\n";
    return 0;
}

static int dumpFacts(const std::vector<clang::tooling::CompileCommand>& commands, unsigned jobs) {
    std::vector<UnitProblem> problems;
    for (const UnitFacts& facts : extractAll(commands, {}, jobs, problems))
        llvm::outs() << printFacts(facts) << "\n";
    return 0;
}

static RunSettings settingsFor(const Options& options) {
    RunSettings settings{.jobs = options.jobs,
                         .limits = {.time = std::chrono::seconds(options.unitTimeout),
                                    .memory = uint64_t{options.unitMemory} << 20},
                         .usePreambles = !options.noPreamble,
                         .unitFault = options.unitFault,
                         .showProgress = !options.quiet};
    if (!options.noCache) settings.cacheFolder = cacheFolder(options.cacheDir);
    return settings;
}

static void tellCounts(const RunCounts& counts) {
    llvm::errs() << "looplint: " << counts.units << " units: " << counts.cached << " cached, "
                 << counts.onPreamble << " on a preamble, " << counts.plain << " plain, "
                 << counts.fellBack << " fell back ("
                 << llvm::format("%.1f %%",
                                 100.0 * counts.fellBack / std::max<size_t>(counts.units, 1))
                 << "), " << counts.lost << " lost; " << counts.preambles
                 << " preambles made; largest worker " << (counts.peakMemory >> 20) << " MB\n"
                 << llvm::format(
                        "looplint: processor time of workers: %.1f s on a preamble, %.1f s plain, "
                        "%.1f s fell back, %.1f s making preambles\n",
                        counts.onPreambleSeconds, counts.plainSeconds, counts.fellBackSeconds,
                        counts.preambleSeconds);
    for (const auto& [unit, why] : counts.unmade)
        llvm::errs() << "looplint: no preamble for " << unit << " and those like it: " << why
                     << "\n";
    for (const auto& [unit, why] : counts.fallBacks)
        llvm::errs() << "looplint: " << unit << ": parsed plainly: " << why << "\n";
}

LintResult lintAsOptions(const Options& options) {
    const Config config = configFor(options);
    enabledChecks(config, options.allowNoChecks);
    Driver driver(settingsFor(options));
    LintResult result = lintProject(loadCommands(options), loadModels(config), config, driver);
    if (options.stats) tellCounts(driver.counts());
    return result;
}

/// Leaves what is new: not in the baseline, and on changed lines, as far as that was asked for.
static void keepNew(LintResult& result, const Options& options) {
    if (!options.baseline.empty()) {
        llvm::SmallString<256> here;
        llvm::sys::fs::current_path(here);
        const std::string& file = options.baseline;
        const size_t stale =
            Baseline::read(readFile(file), file).apply(result.findings, here.str().str());
        if (stale && !options.quiet)
            llvm::errs() << "looplint: " << file << ": " << stale
                         << " findings are no longer there; looplint baseline prune forgets them\n";
    }
    if (!options.diff.empty()) ChangedLines::since(options.diff).keepOnly(result.findings);
    if (!options.lineFilter.empty())
        ChangedLines::fromFilter(options.lineFilter).keepOnly(result.findings);
}

int lintCommand(const Arguments& arguments) {
    const Options options = parseOptions(arguments);
    if (options.help) return llvm::outs() << helpText(), 0;
    if (options.version) return llvm::outs() << "looplint " LOOPLINT_VERSION "\n", 0;
    const Config config = configFor(options);
    if (options.dumpConfig) return llvm::outs() << dumpConfig(config), 0;
    if (options.listChecks) return listChecks(config, options.allowNoChecks);
    if (options.dumpFacts) return dumpFacts(loadCommands(options), options.jobs);
    LintResult result = lintAsOptions(options);
    keepNew(result, options);
    return publish(result, options, config);
}

int explainCommand(const Arguments& arguments) {
    if (arguments.size() != 1) throw UsageError("explain: expected the name of one check");
    const Check* check = findCheck(arguments[0]);
    if (!check) failUnknownCheck(arguments[0], "explain");
    llvm::outs() << pageOf(*check);
    return 0;
}

} // namespace looplint
