#include "commands.h"

#include "analysis/json_format.h"
#include "baseline.h"
#include "changed_lines.h"
#include "compile_db.h"
#include "files.h"
#include "globs.h"
#include "output.h"
#include "program_file.h"
#include "project.h"

#include <llvm/Support/FileSystem.h>
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
    if (!options.warningsAsErrors.empty()) config.warningsAsErrors = options.warningsAsErrors;
    if (!options.headerFilter.empty()) config.headerFilter = options.headerFilter;
    config.models.insert(config.models.end(), options.models.begin(), options.models.end());
    return config;
}

static std::vector<const Check*> enabledChecks(const Config& config) {
    std::vector<const Check*> enabled;
    for (const Check* check : allChecks())
        if (inGlobs(config.checks, std::string(check->name))) enabled.push_back(check);
    if (enabled.empty()) throw UsageError("no checks are enabled");
    return enabled;
}

static int listChecks(const Config& config) {
    const std::vector<const Check*> enabled = enabledChecks(config);
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
                 << counts.fellBack << " fell back, " << counts.lost << " lost; "
                 << counts.preambles << " preambles made; largest worker "
                 << (counts.peakMemory >> 20) << " MB\n";
    for (const auto& [unit, why] : counts.fallBacks)
        llvm::errs() << "looplint: " << unit << ": parsed plainly: " << why << "\n";
}

LintResult lintAsOptions(const Options& options) {
    const Config config = configFor(options);
    enabledChecks(config);
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
}

int lintCommand(const Arguments& arguments) {
    const Options options = parseOptions(arguments);
    if (options.help) return llvm::outs() << helpText(), 0;
    if (options.version) return llvm::outs() << "looplint " LOOPLINT_VERSION "\n", 0;
    const Config config = configFor(options);
    if (options.dumpConfig) return llvm::outs() << dumpConfig(config), 0;
    if (options.listChecks) return listChecks(config);
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

/// Takes "-o FILE" out of the arguments.
static std::string takeOutput(Arguments& arguments, const char* command) {
    for (size_t i = 0; i + 1 < arguments.size(); ++i) {
        if (arguments[i] != "-o") continue;
        std::string file = arguments[i + 1];
        arguments.erase(arguments.begin() + i, arguments.begin() + i + 2);
        return file;
    }
    throw UsageError(std::string(command) + ": expected -o FILE");
}

int extractCommand(const Arguments& given) {
    Arguments arguments = given;
    const std::string output = takeOutput(arguments, "extract");
    const Options options = parseOptions(arguments);
    if (options.files.size() != 1) throw UsageError("extract: expected one file");
    LintResult result;
    const std::vector<UnitFacts> units = extractAll(loadCommands(options), {}, 1, result.problems);
    writeFile(output, writeFacts(units.front()));
    return publish(result, options, {});
}

/// A program is its units' facts, one after the other, in order of the unit.
int linkCommand(const Arguments& given) {
    Arguments arguments = given;
    const std::string output = takeOutput(arguments, "link");
    if (arguments.empty()) throw UsageError("link: expected files of facts");
    std::map<Name, std::string> units;
    for (const std::string& file : arguments) {
        std::string text = readFile(file);
        const Name unit = unitOf(text, file);
        units[unit] = std::move(text);
    }
    std::vector<std::string> members;
    for (auto& [unit, text] : units) members.push_back(std::move(text));
    writeFile(output, writeProgram(members));
    return 0;
}

int analyzeCommand(const Arguments& arguments) {
    Options options = parseOptions(arguments);
    if (options.files.size() != 1) throw UsageError("analyze: expected one program");
    const std::string file = options.files.front();
    options.files.clear();
    const Config config = configFor(options);
    std::vector<UnitFacts> units = readProgramFile(file);
    LintResult result;
    result.findings = analyzeUnits(std::move(units), loadModels(config), config);
    return publish(result, options, config);
}

} // namespace looplint
