#include "lint.h"

#include "analysis/link_units.h"
#include "analysis/relevance.h"
#include "models/annotated.h"
#include "scope.h"
#include "suppress.h"

#include <llvm/Support/MemoryBuffer.h>
#include <llvm/Support/Regex.h>
#include <llvm/Support/ThreadPool.h>

#include <algorithm>
#include <set>

using clang::tooling::CompileCommand;

namespace looplint {

std::vector<UnitFacts> extractAll(const std::vector<CompileCommand>& commands,
                                  const Overlay& overlay, unsigned jobs,
                                  std::vector<UnitProblem>& problems, const ParseWay& way) {
    std::vector<UnitFacts> units(commands.size());
    std::vector<UnitProblem> all(commands.size());
    llvm::DefaultThreadPool pool(llvm::hardware_concurrency(jobs));
    for (size_t i = 0; i < commands.size(); ++i)
        pool.async([&, i] {
            UnitResult result = extractUnit(commands[i], overlay, way);
            units[i] = std::move(result.facts), all[i] = std::move(result.problem);
        });
    pool.wait();
    for (UnitProblem& problem : all)
        if (problem.isLost || !problem.errors.empty()) problems.push_back(std::move(problem));
    return units;
}

static void dropFiltered(std::vector<Finding>& findings, const std::vector<Name>& mainFiles,
                         const std::string& filter) {
    if (filter.empty()) return;
    llvm::Regex regex(filter);
    std::string error;
    if (!regex.isValid(error)) throw UsageError("--header-filter: '" + filter + "': " + error);
    std::erase_if(findings, [&](const Finding& finding) {
        const bool isMain =
            std::find(mainFiles.begin(), mainFiles.end(), finding.at.file) != mainFiles.end();
        return !isMain && !regex.match(finding.at.file.str());
    });
}

std::vector<Finding> analyzeProgram(std::vector<const UnitFacts*> members, const Models& models,
                                    const Config& config,
                                    const std::function<void(const Analysis&)>& alsoUse,
                                    bool isLast) {
    OptionValues options;
    for (const auto& [key, value] : config.options) options.set(key, value);
    Program program(std::move(members));
    const AnnotatedModels annotated(models, program);
    if (!alsoUse) program.list(relevantFunctions(program, annotated.models()));
    auto analysis = std::make_unique<const Analysis>(program, annotated.models(), options);
    std::vector<Finding> findings;
    for (const Check* check : allChecks())
        if (isEnabled(config, std::string(check->name))) check->run(*analysis, findings);
    if (alsoUse) alsoUse(*analysis);
    if (isLast) (void)analysis.release(); // millions of pieces that the process ends with
    return findings;
}

void settle(std::vector<Finding>& findings, const std::vector<Name>& mainFiles,
            const Config& config) {
    sortAndDedupe(findings);
    dropOutOfScope(findings, config);
    dropFiltered(findings, mainFiles, config.headerFilter);
}

/// The files of the project that facts speak of, each once.
static std::vector<Name> projectFiles(const std::vector<UnitFacts>& units) {
    std::set<std::string> files;
    for (const UnitFacts& unit : units) {
        files.insert(unit.unit.str());
        for (const FunctionFact& function : unit.functions) files.insert(function.at.file.str());
        for (const VariableFact& variable : unit.variables) files.insert(variable.at.file.str());
        for (const RecordFact& record : unit.records)
            if (record.isProject) files.insert(record.at.file.str());
    }
    std::vector<Name> names;
    for (const std::string& file : files) names.emplace_back(file);
    return names;
}

std::vector<Finding> analyzeUnits(const std::vector<UnitFacts>& units, const Models& models,
                                  const Config& config, bool isLast) {
    std::vector<Name> mainFiles;
    for (const UnitFacts& unit : units) mainFiles.push_back(unit.unit);
    const std::vector<Name> files =
        config.reportUnusedSuppressions ? projectFiles(units) : std::vector<Name>();
    std::vector<Finding> findings;
    for (const std::vector<size_t>& indices : linkUnits(units)) {
        std::vector<const UnitFacts*> members;
        for (size_t index : indices) members.push_back(&units[index]);
        std::vector<Finding> found = analyzeProgram(std::move(members), models, config, {}, isLast);
        std::ranges::move(found, std::back_inserter(findings));
    }
    settle(findings, mainFiles, config);
    Suppressor suppressor;
    suppressor.drop(findings);
    if (!config.reportUnusedSuppressions) return findings;
    std::vector<Finding> unused =
        suppressor.unused(files, [&](const std::string& name) { return isEnabled(config, name); });
    findings.insert(findings.end(), unused.begin(), unused.end());
    sortAndDedupe(findings);
    return findings;
}

LintResult lint(const std::vector<CompileCommand>& commands, const Overlay& overlay,
                const Models& models, const Config& config, unsigned jobs, const ParseWay& way) {
    LintResult result;
    result.findings =
        analyzeUnits(extractAll(commands, overlay, jobs, result.problems, way), models, config);
    return result;
}

Models loadModels(const Config& config) {
    Models models = Models::builtin();
    for (const std::string& path : config.models) {
        auto buffer = llvm::MemoryBuffer::getFile(path, true);
        if (!buffer) throw UsageError(path + ": cannot be read: " + buffer.getError().message());
        models.add((*buffer)->getBuffer(), path);
    }
    for (const Entry& entry : config.entries)
        models.addEntry(entry.function, entry.thread.empty() ? entry.loop : entry.thread);
    return models;
}

} // namespace looplint
