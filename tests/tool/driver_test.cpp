// The driver: preambles, cache and worker processes change what a run costs, never what it says.

#include "driver.h"
#include "project.h"

#include "report/report.h"
#include "temporary_folder.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <random>

namespace fs = std::filesystem;
using clang::tooling::CompileCommand;

namespace looplint::testing {

namespace {

constexpr const char* kEvent = "namespace loop { class Event { public: Event(); ~Event(); }; }\n";

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
    std::vector<CompileCommand> commands;
    RunCounts counts;
    std::vector<UnitProblem> problems;
};

TEST_F(Driver, PreambleCacheAndJobsDoNotChangeFindings) {
    const std::string plain = plainly();
    EXPECT_NE(plain.find("'d' (loop::Event)"), plain.npos);
    EXPECT_EQ(run(settings(false)), plain);
    EXPECT_EQ(counts.preambles, 1u);
    EXPECT_EQ(counts.fellBack, 0u);
    RunSettings one = settings();
    one.jobs = 1;
    EXPECT_EQ(run(one), plain);
    EXPECT_EQ(run(settings()), plain);
    EXPECT_EQ(counts.cached, 4u);
}

TEST_F(Driver, AChangedFileIsReadAgainAndTheRestIsNot) {
    run(settings());
    std::ofstream(folder.path() + "/b.cpp") << "#include \"event.h\"\n";
    const std::string changed = run(settings());
    EXPECT_EQ(counts.cached, 3u);
    EXPECT_EQ(changed, plainly());
}

TEST_F(Driver, ANewHeaderInFrontOfAnOldOneIsSeen) {
    fs::create_directory(folder.path() + "/first"), fs::create_directory(folder.path() + "/second");
    folder.write("second/inner.h", "using Inner = int;\n");
    const std::string path =
        folder.write("e.cpp", "#include \"event.h\"\n#include <inner.h>\nInner e;\n");
    commands.emplace_back(folder.path(), path,
                          std::vector<std::string>{"clang++", "-I" + folder.path(), "-Ifirst",
                                                   "-Isecond", "-c", path},
                          "");
    const std::string before = run(settings());
    EXPECT_EQ(before.find("'e' (loop::Event)"), before.npos);
    folder.write("first/inner.h", "#include \"../event.h\"\nusing Inner = loop::Event;\n");
    const std::string after = run(settings());
    EXPECT_NE(after.find("'e' (loop::Event)"), after.npos);
}

TEST_F(Driver, AUnitThatCouldSeeADifferenceIsParsedPlainly) {
    add("e", "#define NDEBUG 1\n#include <cassert>\n");
    add("f", "#include <vector>\n#ifdef assert\n#error\n#endif\n");
    const std::string plain = plainly();
    RunSettings one = settings(false);
    one.jobs = 1; // all wait for the preamble
    EXPECT_EQ(run(one), plain);
    EXPECT_EQ(counts.fellBack, 2u);
    EXPECT_TRUE(problems.empty());
}

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

TEST_F(LibraryDriver, WhichOfTwoHeadersDefinesAMacroAlikeDoesNotMatter) {
    header("first.h", "#pragma once\n#define KNOWN 1\n");
    header("second.h", "#pragma once\n#define KNOWN 1\n");
    header("user.h",
           "#pragma once\n#ifdef KNOWN\nusing User = int;\n#else\nusing User = long;\n#endif\n");
    for (const char* name : {"a", "b", "c"})
        unit(name, "#include <first.h>\n#include <second.h>\n#include <user.h>\n");
    unit("d", "#include <second.h>\n#include <user.h>\nUser user;\n");
    EXPECT_EQ(fallBacks(), 0u);
    unit("e", "#include <user.h>\n#include <second.h>\nUser other;\n");
    EXPECT_EQ(fallBacks(), 1u);
}

TEST_F(LibraryDriver, AHeaderThatDefinesAMacroOnlyIfNoOtherDidIsSeen) {
    header("first.h",
           "#pragma once\n#ifndef ZERO\n#endif\n#ifndef KNOWN\n#define KNOWN 1\n#endif\n");
    header("second.h",
           "#pragma once\n#ifndef ZERO\n#endif\n#ifndef KNOWN\n#define KNOWN 1\n#endif\n");
    header("user.h", "#pragma once\n#ifdef KNOWN\nusing User = int;\n#endif\n");
    for (const char* name : {"a", "b", "c"})
        unit(name, "#include <user.h>\n#include <first.h>\n#include <second.h>\n");
    EXPECT_EQ(fallBacks(), 0u);
    unit("d", "#include <second.h>\n#include <user.h>\n");
    EXPECT_EQ(fallBacks(), 1u);
}

TEST_F(LibraryDriver, WhoWouldDefineAMacroOnlyMattersIfNobodyDidBefore) {
    header("definer.h", "#pragma once\n#define KNOWN 1\n");
    header("heir.h",
           "#pragma once\n#ifndef ZERO\n#endif\n#ifndef KNOWN\n#define KNOWN 0\n#endif\n");
    header("user.h",
           "#pragma once\n#if KNOWN\nusing User = long;\n#else\nusing User = int;\n#endif\n");
    // In the preamble the heir comes after the user, in some units before it.
    for (const char* name : {"a", "b", "c"})
        unit(name, "#include <definer.h>\n#include <user.h>\n#include <heir.h>\n");
    unit("d", "#include <definer.h>\n#include <heir.h>\n#include <user.h>\n");
    EXPECT_EQ(fallBacks(), 0u);
    unit("e", "#include <heir.h>\n");
    unit("f", "#include <heir.h>\n#include <user.h>\nUser user_f;\n");
    EXPECT_EQ(fallBacks(), 2u);
}

TEST_F(LibraryDriver, AnHeirThatDefinesAMacroAlikeIsAsGoodAsAnother) {
    header("definer.h",
           "#pragma once\n#ifndef ZERO\n#endif\n#ifndef KNOWN\n#define KNOWN 1\n#endif\n");
    header("heir.h",
           "#pragma once\n#ifndef ZERO\n#endif\n#ifndef KNOWN\n#define KNOWN 1\n#endif\n");
    header("user.h",
           "#pragma once\n#ifdef KNOWN\nusing User = int;\n#else\nusing User = long;\n#endif\n");
    for (const char* name : {"a", "b", "c"})
        unit(name, "#include <definer.h>\n#include <heir.h>\n#include <user.h>\n");
    unit("d", "#include <heir.h>\n#include <definer.h>\n#include <user.h>\n");
    EXPECT_EQ(fallBacks(), 0u);
    unit("e", "#include <user.h>\n#include <heir.h>\n");
    EXPECT_EQ(fallBacks(), 1u);
}

TEST_F(LibraryDriver, HeadersThatAreIncludedForTheirMacrosAreLeftToTheUnits) {
    header("words.h", "#ifndef spawn\n#define spawn (1)\n#endif\n"); // not as guards do
    header("unwords.h", "#undef spawn\n");
    header("api.h", "#pragma once\nstruct Api { int spawn(); };\n");
    for (const char* name : {"a", "b", "c"})
        unit(name, "#include <api.h>\nint of_" + std::string(name) +
                       "(Api api) { return api.spawn(); }\n");
    unit("d", "#include <api.h>\n#include <words.h>\nint word = spawn;\n#include <unwords.h>\n");
    EXPECT_EQ(fallBacks(), 0u);
}

TEST_F(Driver, ACrashLosesItsUnitOnly) {
    for (const char* kind : {"crash", "spin", "allocate"}) {
        RunSettings faulty = settings(false);
        faulty.unitFault = std::string(kind) + ":b.cpp";
        faulty.limits = {.time = std::chrono::seconds(20), .memory = 1ULL << 30};
        if (kind == std::string("spin")) faulty.limits.time = std::chrono::seconds(5);
        const std::string found = run(faulty);
        ASSERT_EQ(problems.size(), 1u) << kind;
        EXPECT_TRUE(problems[0].isLost) << kind;
        EXPECT_TRUE(problems[0].unit.ends_with("b.cpp")) << kind;
        EXPECT_EQ(found.find("'b' (loop::Event)"), found.npos);
        EXPECT_NE(found.find("'a' (loop::Event)"), found.npos);
    }
}

TEST_F(Driver, DamagedEntriesAreEntriesThatAreNotThere) {
    const std::string right = run(settings());
    std::mt19937 random(11);
    for (int round = 0; round < 12; ++round) {
        for (const fs::directory_entry& entry :
             fs::recursive_directory_iterator(folder.path() + "/cache")) {
            if (!entry.is_regular_file() || entry.file_size() == 0) continue;
            if (random() % 3 == 0) {
                fs::resize_file(entry.path(), random() % entry.file_size());
                continue;
            }
            std::fstream file(entry.path(), std::ios::in | std::ios::out | std::ios::binary);
            const auto at = static_cast<std::streamoff>(random() % entry.file_size());
            file.seekg(at);
            const char byte = static_cast<char>(file.get() ^ (1 << random() % 8));
            file.seekp(at).put(byte);
        }
        EXPECT_EQ(run(settings()), right) << round;
    }
}

TEST_F(Driver, ACacheThatCannotBeWrittenIsNoCache) {
    RunSettings nowhere = settings();
    nowhere.cacheFolder = folder.path() + "/event.h/cache";
    EXPECT_EQ(run(nowhere), plainly());
}

} // namespace

} // namespace looplint::testing
