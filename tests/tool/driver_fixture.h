#pragma once
// Projects for the tests of the driver: they run as lint does, and what comes out is compared with
// what a plain parse of each unit gives.

#include "driver.h"
#include "project.h"

#include "report/report.h"
#include "temporary_folder.h"

#include <gtest/gtest.h>

namespace looplint::testing {

inline constexpr const char* kEvent =
    "namespace loop { class Event { public: Event(); ~Event(); }; }\n";

/// A project of a few units on the C++ library.
class Driver : public ::testing::Test {
  protected:
    void SetUp() override {
        folder.write("event.h", kEvent);
        for (const char* name : {"a", "b", "c", "d"}) add(name, "#include <string>\n");
    }
    void add(const std::string& name, const std::string& before) {
        const std::string path =
            folder.write(name + ".cpp", before + "#include \"event.h\"\nloop::Event " + name +
                                            ";\nint main_" + name + "() { return 0; }\n");
        commands.emplace_back(folder.path(), path,
                              std::vector<std::string>{"clang++", "-std=c++20", "-c", path}, "");
    }
    RunSettings settings(bool isCached = true) const {
        RunSettings settings{.jobs = 2};
        if (isCached) settings.cacheFolder = folder.path() + "/cache";
        return settings;
    }
    std::string run(const RunSettings& with) {
        looplint::Driver driver(with);
        Config config;
        const LintResult result = lintProject(commands, Models::builtin(), config, driver);
        counts = driver.counts();
        problems = result.problems;
        return reportJson({.findings = result.findings, .source = {}, .isError = {}, .root = ""});
    }
    std::string plainly() {
        RunSettings plain = settings(false);
        plain.usePreambles = false;
        return run(plain);
    }

    TemporaryFolder folder;
    std::vector<clang::tooling::CompileCommand> commands;
    RunCounts counts;
    std::vector<UnitProblem> problems;
};

/// Units on headers of a library in `system/`, and nothing else.
class LibraryDriver : public Driver {
  protected:
    void SetUp() override { folder.write("event.h", kEvent); }
    void header(const std::string& name, const std::string& text) {
        folder.write("system/" + name, text);
    }
    void unit(const std::string& name, const std::string& text) {
        add(name, text);
        commands.back().CommandLine.insert(commands.back().CommandLine.begin() + 1,
                                           {"-isystem", folder.path() + "/system"});
    }
    /// Runs on the preamble, and says how many units fell back.
    size_t fallBacks() {
        const std::string plain = plainly();
        RunSettings one = settings(false);
        one.jobs = 1; // all wait for the preamble
        EXPECT_EQ(run(one), plain);
        EXPECT_EQ(counts.preambles, 1u);
        return counts.fellBack;
    }
};

} // namespace looplint::testing
