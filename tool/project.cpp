#include "project.h"

#include "files.h"
#include "findings_bytes.h"
#include "fix_offers.h"

using clang::tooling::CompileCommand;

namespace looplint {

static std::string runKey(const std::vector<CompileCommand>& commands, const Config& config) {
    BytesOut key;
    key.list(commands, [&](const CompileCommand& command) { key.text(unitKey(command)); });
    key.text(dumpConfig(config));
    key.list(config.models, [&](const std::string& model) { key.text(readFile(model)); });
    return key.take();
}

static std::optional<LintResult> storedRun(const std::string& key, Driver& driver) {
    const std::optional<std::string> entry = driver.store()->get("runs", key);
    if (!entry) return std::nullopt;
    try {
        BytesIn in(*entry);
        if (!driver.disk().isCurrent(Dependencies::read(in))) return std::nullopt;
        LintResult result;
        result.findings = readFindings(in);
        in.list([&] {
            UnitProblem& problem = result.problems.emplace_back();
            problem.unit = in.text();
            in.list([&] { problem.errors.emplace_back(in.text()); });
        });
        return result;
    } catch (const DamagedBytes&) {
        return std::nullopt;
    }
}

static void storeRun(const std::string& key, const Dependencies& read, const LintResult& result,
                     const Store& store) {
    BytesOut out;
    read.write(out), writeFindings(out, result.findings);
    out.list(result.problems, [&](const UnitProblem& problem) {
        out.text(problem.unit);
        out.list(problem.errors, [&](const std::string& error) { out.text(error); });
    });
    store.put("runs", key, out.take());
    store.prune();
}

LintResult lintProject(const std::vector<CompileCommand>& commands, const Models& models,
                       const Config& config, Driver& driver) {
    const std::string key = driver.store() ? runKey(commands, config) : std::string();
    if (driver.store())
        if (std::optional<LintResult> stored = storedRun(key, driver)) {
            driver.counts().units += commands.size(), driver.counts().cached += commands.size();
            return std::move(*stored);
        }
    LintResult result;
    const std::vector<UnitFacts> facts = driver.extract(commands, result.problems);
    result.findings = analyzeUnits(facts, models, config);
    Dependencies read;
    for (size_t unit = 0; unit < commands.size(); ++unit) read.add(driver.read(unit));
    offerFixes(result.findings, {commands, models, config, driver, facts}, read);
    if (driver.store() && driver.counts().lost == 0) storeRun(key, read, result, *driver.store());
    return result;
}

} // namespace looplint
