// Real programs, linted whole: the examples that Debian's packages ship. Each finding is listed in
// expected/<name>.txt with the reason why it is true; any other is a false alarm.
//
// Each folder is linked by itself, and in it each file with a `main` is a program: several folders
// have a server of the same name, and hundreds of mains are not one program.

#include "compile_db.h"
#include "lint.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>

namespace fs = std::filesystem;

namespace looplint::testing {

namespace {
/// "folder/file.cpp:12: loop-check", each once, with what was said.
std::map<std::string, std::string> findingsOf(const std::vector<UnitFacts>& units,
                                              const std::string& root) {
    const Models models = Models::builtin();
    std::map<fs::path, std::vector<UnitFacts>> folders;
    for (const UnitFacts& unit : units)
        folders[fs::path(unit.unit.str()).parent_path()].push_back(unit);
    std::map<std::string, std::string> found;
    for (auto& [folder, facts] : folders)
        for (const Finding& finding : analyzeUnits(std::move(facts), models, {}))
            found[fs::path(finding.at.file.str()).lexically_relative(root).string() + ":" +
                  std::to_string(finding.at.line) + ": " + finding.check] = finding.message;
    return found;
}

/// "place: check" -> the reason, from lines "place: check: reason".
std::map<std::string, std::string> expectedFindings(const std::string& name) {
    std::map<std::string, std::string> expected;
    std::ifstream in(std::string(LOOPLINT_TESTS_DIR "/real/expected/") + name + ".txt");
    EXPECT_TRUE(in) << "tests/real/expected/" << name << ".txt is missing";
    for (std::string line; std::getline(in, line);) {
        if (line.empty() || line[0] == '#') continue;
        const size_t check = line.find(": loop-"), reason = line.find(": ", check + 2);
        const bool isWhole = check != line.npos && reason != line.npos && reason + 2 < line.size();
        EXPECT_TRUE(isWhole) << "expected 'file:line: check: reason', not: " << line;
        if (isWhole) expected[line.substr(0, reason)] = line.substr(reason + 2);
    }
    return expected;
}

void lintReal(const std::string& name) {
    const std::string root = std::string(LOOPLINT_REAL_DIR "/") + name;
    Options options;
    options.build = root;
    std::vector<UnitProblem> problems;
    const auto commands = loadCommands(options);
    const std::vector<UnitFacts> units = extractAll(commands, {}, 0, problems);
    EXPECT_EQ(units.size(), commands.size());
    for (const UnitProblem& problem : problems) {
        EXPECT_FALSE(problem.isLost) << problem.unit;
        std::printf("%s\n",
                    problem.errors.empty() ? problem.unit.c_str() : problem.errors.front().c_str());
    }
    std::printf("%zu units, %zu of them do not compile\n", units.size(), problems.size());
    const auto expected = expectedFindings(name);
    const auto found = findingsOf(units, root);
    for (const auto& [place, message] : found)
        EXPECT_TRUE(expected.contains(place)) << "unwanted: " << place << ": " << message;
    for (const auto& [place, reason] : expected)
        EXPECT_TRUE(found.contains(place)) << "not found: " << place << ": " << reason;
}

TEST(Real, LibAsioExamples) { lintReal("libasio"); }
TEST(Real, BoostAsioExamples) { lintReal("boost_asio"); }
TEST(Real, QtBaseExamples) { lintReal("qtbase"); }
} // namespace

} // namespace looplint::testing
