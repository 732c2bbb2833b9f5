#include "output.h"

#include "apply.h"
#include "export_fixes.h"
#include "files.h"
#include "globs.h"
#include "report/formats.h"

#include <llvm/Support/FileSystem.h>
#include <llvm/Support/Path.h>
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

/// "sarif:out.json", or a file whose extension says the format: out.sarif, out.html, out.json.
static void writeOutput(const std::string& output, const ReportInput& given) {
    const size_t colon = output.find(':');
    const bool isNamed = colon != output.npos && findFormat(output.substr(0, colon));
    const std::string file = isNamed ? output.substr(colon + 1) : output;
    std::string name =
        isNamed ? output.substr(0, colon) : llvm::sys::path::extension(file).ltrim('.').str();
    if (name == "xml") name = "junit";
    if (name == "txt") name = "text";
    const Format* format = findFormat(name);
    if (!format)
        throw UsageError("--output: expected FORMAT:FILE with one of " + formatNames() + ", not '" +
                         output + "'");
    ReportInput input = given;
    input.useColor = false;
    writeFile(file, format->write(input));
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
        .useColor = options.useColor.value_or(llvm::sys::Process::StandardOutHasColors())};
    llvm::outs() << findFormat(options.format)->write(input);
    llvm::outs().flush();
    tellProblems(result, options);
    for (const std::string& output : options.outputs) writeOutput(output, input);
    if (!options.exportFixes.empty()) writeFile(options.exportFixes, exportedFixes(input));
    if (options.fix) applyFixes(result.findings);
    const bool isLost = std::any_of(result.problems.begin(), result.problems.end(),
                                    [](const UnitProblem& problem) { return problem.isLost; });
    const bool isBad = options.exitZero ? std::ranges::any_of(result.findings, input.isError)
                                        : !result.findings.empty();
    if (isLost) return 2;
    if (isBad) return 1;
    // In a unit that does not compile nothing was found: that is no answer.
    return result.problems.empty() || options.exitZero ? 0 : 2;
}

} // namespace looplint
