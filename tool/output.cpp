#include "output.h"

#include "apply.h"
#include "export_fixes.h"
#include "files.h"
#include "globs.h"
#include "report/report.h"

#include <llvm/Support/FileSystem.h>
#include <llvm/Support/Process.h>
#include <llvm/Support/raw_ostream.h>

#include <map>

namespace looplint {

static void tellProblems(const LintResult& result, const Options& options) {
    for (const UnitProblem& problem : result.problems) {
        const std::string first = problem.errors.empty() ? "the compile command could not be run"
                                                         : problem.errors.front();
        if (problem.isLost)
            llvm::errs() << "looplint: " << problem.unit << ": not analyzed: " << first << "\n";
        else if (!options.quiet)
            llvm::errs() << "looplint: " << problem.unit
                         << " does not compile, analyzed as far as it goes: " << first << "\n";
    }
}

static std::string render(const ReportInput& input, const std::string& format) {
    if (format == "json") return reportJson(input);
    if (format == "sarif") return reportSarif(input);
    return reportText(input);
}

int publish(const LintResult& result, const Options& options, const Config& config) {
    std::map<Name, std::string> sources;
    const auto source = [&](Name file) {
        auto known = sources.find(file);
        if (known != sources.end()) return known->second;
        auto buffer = llvm::MemoryBuffer::getFile(file.str());
        return sources[file] = buffer ? (*buffer)->getBuffer().str() : std::string();
    };
    llvm::SmallString<256> here;
    llvm::sys::fs::current_path(here);
    const ReportInput input{
        .findings = result.findings,
        .source = source,
        .isError =
            [&](const Finding& finding) { return inGlobs(config.warningsAsErrors, finding.check); },
        .root = here.str().str(),
        .useColor = llvm::sys::Process::StandardOutHasColors()};
    llvm::outs() << render(input, options.format);
    llvm::outs().flush();
    tellProblems(result, options);
    if (!options.exportFixes.empty()) writeFile(options.exportFixes, exportedFixes(input));
    if (options.fix) applyFixes(result.findings);
    const bool isLost = std::any_of(result.problems.begin(), result.problems.end(),
                                    [](const UnitProblem& problem) { return problem.isLost; });
    return isLost ? 2 : result.findings.empty() ? 0 : 1;
}

} // namespace looplint
