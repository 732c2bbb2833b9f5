#include "routes.h"

#include "commands.h"
#include "driver.h"
#include "files.h"
#include "lint.h"
#include "project.h"
#include "report/report.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <random>

namespace fs = std::filesystem;
using clang::tooling::CompileCommand;

namespace looplint::testing {

namespace {
std::vector<CompileCommand> commandsOf(const CaseFile& file) {
    std::vector<CompileCommand> commands;
    for (const std::string& unit : file.units) {
        std::vector<std::string> line{unit.ends_with(".c") ? "clang" : "clang++"};
        for (const std::string& flag : file.flags)
            if (!unit.ends_with(".c") || !flag.starts_with("-std=c++")) line.push_back(flag);
        line.push_back("-c");
        line.push_back(unit);
        commands.emplace_back(LOOPLINT_TESTS_DIR, unit, line, "");
    }
    return commands;
}

Config configOf(const CaseFile& file) {
    Config config;
    config.checks = file.checks;
    config.options = file.options;
    return config;
}

Outcome lintCommands(const CaseFile& file, const std::vector<CompileCommand>& commands) {
    LintResult result = lint(commands, {}, Models::builtin(), configOf(file), 1);
    Outcome outcome{std::move(result.findings), {}};
    for (const UnitProblem& problem : result.problems) {
        outcome.errors.insert(outcome.errors.end(), problem.errors.begin(), problem.errors.end());
        if (problem.isLost) outcome.errors.push_back(problem.unit + " could not be read");
    }
    return outcome;
}
} // namespace

Outcome lintSerially(const CaseFile& file) { return lintCommands(file, commandsOf(file)); }

std::vector<Finding> analyzeFacts(const CaseFile& file, std::vector<UnitFacts> units) {
    return analyzeUnits(std::move(units), Models::builtin(), configOf(file));
}

std::vector<std::vector<UnitFacts>> extractCases(const std::vector<CaseFile>& cases,
                                                 unsigned jobs) {
    std::vector<CompileCommand> commands;
    for (const CaseFile& file : cases)
        for (CompileCommand& command : commandsOf(file)) commands.push_back(std::move(command));
    std::vector<UnitProblem> problems;
    std::vector<UnitFacts> all = extractAll(commands, {}, jobs, problems);
    std::vector<std::vector<UnitFacts>> byCase;
    auto next = all.begin();
    for (const CaseFile& file : cases) {
        byCase.emplace_back(std::make_move_iterator(next),
                            std::make_move_iterator(next + file.units.size()));
        next += file.units.size();
    }
    return byCase;
}

std::string lintByDriver(const CaseFile& file, unsigned jobs, unsigned seed) {
    std::vector<CompileCommand> commands = commandsOf(file);
    std::mt19937 random(seed);
    std::shuffle(commands.begin(), commands.end(), random);
    Driver driver({.jobs = jobs});
    return asJson(lintProject(commands, Models::builtin(), configOf(file), driver).findings);
}

std::string asJson(const std::vector<Finding>& findings) {
    return reportJson({.findings = findings, .source = {}, .isError = {}, .root = ""});
}

std::string lintInThreeSteps(const CaseFile& file, const std::string& scratch) {
    const fs::path folder = fs::path(scratch) / file.name;
    fs::create_directories(folder);
    Arguments link;
    for (const std::string& unit : file.units) {
        const std::string facts =
            (folder / (fs::path(unit).filename().string() + ".facts")).string();
        Arguments extract{unit, "--quiet", "-o", facts, "--"};
        for (const std::string& flag : file.flags)
            if (!unit.ends_with(".c") || !flag.starts_with("-std=c++")) extract.push_back(flag);
        extractCommand(extract);
        link.push_back(facts);
    }
    const std::string program = (folder / "all.program").string(),
                      config = (folder / "settings").string();
    std::string settings = "options: {";
    for (const auto& [key, value] : file.options) settings += key + ": '" + value + "', ";
    writeFile(config, settings + "}\n");
    std::reverse(link.begin(), link.end()); // their order is of no matter
    link.insert(link.end(), {"-o", program});
    linkCommand(link);
    Arguments analyze{"--format=json", "--checks=" + file.checks, "--config-file=" + config,
                      program};
    ::testing::internal::CaptureStdout();
    analyzeCommand(analyze);
    return ::testing::internal::GetCapturedStdout();
}

} // namespace looplint::testing
