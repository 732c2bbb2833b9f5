// .looplint: found upward, read whole; what is wrong with it is one line with its place.

#include "config.h"
#include "options.h"
#include "temporary_folder.h"

#include <gtest/gtest.h>

namespace looplint::testing {

namespace {
std::string errorOf(const std::string& text) {
    const TemporaryFolder folder;
    const std::string file = folder.write(".looplint", text);
    try {
        readConfig(file);
    } catch (const UsageError& error) {
        const std::string what = error.what();
        EXPECT_TRUE(what.starts_with(file)) << what;
        EXPECT_EQ(what.find('\n'), what.npos) << what;
        return what.substr(std::min(file.size(), what.size()));
    }
    return "accepted";
}

TEST(Config, ACompleteFileIsReadWhole) {
    const TemporaryFolder folder;
    const std::string file = folder.write(
        ".looplint",
        "checks: '-*,loop-static-object'\nwarnings-as-errors: '*'\nheader-filter: 'src/.*'\n"
        "models: [models/a.json, /b.json]\nentries: [{function: 'ns::f', thread: ipc}]\noptions:\n "
        " loop-static-object.allowed-types: 'A;B'\n");
    const Config config = readConfig(file);
    EXPECT_EQ(config.checks, "-*,loop-static-object");
    EXPECT_EQ(config.warningsAsErrors, "*");
    EXPECT_EQ(config.headerFilter, "src/.*");
    EXPECT_EQ(config.models,
              (std::vector<std::string>{folder.path() + "/models/a.json", "/b.json"}));
    ASSERT_EQ(config.entries.size(), 1u);
    EXPECT_EQ(config.entries[0].function, "ns::f");
    EXPECT_EQ(config.entries[0].thread, "ipc");
    EXPECT_EQ(config.options.at("loop-static-object.allowed-types"), "A;B");
    EXPECT_EQ(config.path, file);
}
TEST(Config, TheNearestFileAboveIsTaken) {
    const TemporaryFolder folder;
    folder.write(".looplint", "header-filter: outer\n");
    folder.write("a/.looplint", "header-filter: inner\n");
    folder.write("a/b/c.cpp", "");
    folder.write("d/e.cpp", "");
    EXPECT_EQ(findConfig(folder.path() + "/a/b").headerFilter, "inner");
    EXPECT_EQ(findConfig(folder.path() + "/d").headerFilter, "outer");
}
TEST(Config, AFileInheritsFromThoseAbove) {
    const TemporaryFolder folder;
    folder.write(
        ".looplint",
        "checks: '-*,loop-static-object'\nheader-filter: outer\nmodels: [a.json]\n"
        "paths: [{path: 'x/*', level: 2}]\noptions: {loop-static-object.allowed-types: A}\n");
    folder.write("a/.looplint", "inherit: true\nchecks: loop-mismatch\nmodels: [b.json]\nlevel: 1\n"
                                "paths: [{path: 'y/*', checks: '-*'}]\n");
    folder.write("a/b/.looplint", "inherit: true\nheader-filter: inner\n");
    const Config config = findConfig(folder.path() + "/a/b");
    EXPECT_EQ(config.checks, "-*,loop-static-object,loop-mismatch");
    EXPECT_EQ(config.headerFilter, "inner");
    EXPECT_EQ(config.level, 1u);
    EXPECT_EQ(config.models,
              (std::vector<std::string>{folder.path() + "/a.json", folder.path() + "/a/b.json"}));
    EXPECT_EQ(config.options.at("loop-static-object.allowed-types"), "A");
    ASSERT_EQ(config.paths.size(), 2u);
    EXPECT_EQ(config.paths[0].path, folder.path() + "/x/*");
    EXPECT_EQ(config.paths[0].level, 2u);
    EXPECT_EQ(config.paths[1].path, folder.path() + "/a/y/*");
    EXPECT_EQ(config.paths[1].checks, "-*");
}
TEST(Config, WithoutInheritWhatIsAboveDoesNotCount) {
    const TemporaryFolder folder;
    folder.write(".looplint", "checks: '-*'\nlevel: 2\n");
    folder.write("a/.looplint", "header-filter: inner\n");
    EXPECT_EQ(findConfig(folder.path() + "/a").checks, "*");
    EXPECT_EQ(findConfig(folder.path() + "/a").level, 0u);
}
TEST(Config, WhatIsDumpedIsReadAsTheSame) {
    const TemporaryFolder folder;
    const Config config = readConfig(folder.write(
        ".looplint", "checks: '-*,loop-mismatch'\nlevel: 1\nreport-unused-suppressions: true\n"
                     "paths: [{path: '/x/*', checks: '-*', level: 2}, {path: '/y'}]\n"));
    EXPECT_EQ(dumpConfig(readConfig(folder.write("again", dumpConfig(config)))),
              dumpConfig(config));
}
TEST(Config, AnEmptyFileChangesNothing) {
    const TemporaryFolder folder;
    EXPECT_EQ(readConfig(folder.write(".looplint", "")).checks, "*");
    EXPECT_EQ(readConfig(folder.write(".looplint", "# nothing yet\n")).checks, "*");
}

TEST(Config, EachFieldOfTheWrongFormIsRefused) {
    const struct {
        const char *text, *error;
    } rows[] = {
        {"checks: [a, b]\n", ":1:10: unexpected scalar"},
        {"checks: {a: b}\n", ":1:10: unexpected scalar"},
        {"warnings-as-errors: [a]\n", ":1:22: unexpected scalar"},
        {"header-filter: [a]\n", ":1:17: unexpected scalar"},
        {"models: a.json\n", ":1:9: "},
        {"models: [{a: b}]\n", ":1:11: unexpected scalar"},
        {"entries: 3\n", ":1:10: "},
        {"entries: [f]\n", ":1:11: not a mapping"},
        {"entries: [{thread: ipc}]\n", ":1:12: missing required key 'function'"},
        {"entries: [{function: f}]\n", ":1:12: expected a thread or a loop that 'f' is entered on"},
        {"entries: [{function: f, thread: a, loop: b}]\n",
         ":1:12: expected a thread or a loop that 'f' is entered on"},
        {"entries: [{function: '', thread: a}]\n", ":1:12: expected the full name of a function"},
        {"entries: [{function: f, tread: a}]\n",
         ":1:12: expected a thread or a loop that 'f' is entered on"},
        {"options: 3\n", ":1:10: "},
        {"inherit: perhaps\n", ":1:10: "},
        {"level: high\n", ":1:8: "},
        {"paths: x\n", ":1:8: "},
        {"paths: [{checks: '*'}]\n", ":1:10: missing required key 'path'"},
        {"paths: [{path: 'a', chekcs: '*'}]\n", ":1:21: unknown key 'chekcs'"},
        {"paths: [{path: '[a'}]\n", ": paths: path: '[a' is no glob: "},
        {"paths: [{path: a, checks: loop-x}]\n", ": paths: checks: unknown check 'loop-x'"},
        {"options: [a]\n", ":1:11: not a mapping"},
        {"options:\n  loop-static-object.allowed-types: [a]\n", ":2:38: unexpected scalar"},
        {"\n\nchekcs: '*'\n", ":3:1: unknown key 'chekcs'"},
        {"checks: '*'\nchecks: '-*'\n", ":2:1: duplicated mapping key 'checks'"},
        {"checks: '*\n", ":"},
        {"- a\n- b\n", ":1:1: "},
        {"just words\n", ":1:1: "},
        {"checks: 'loop-static-objects'\n", ": checks: unknown check 'loop-static-objects'; known "
                                            "are: loop-static-object, loop-early-construction"},
        {"checks: 'loop-[static'\n",
         ": checks: 'loop-[static' is no glob: invalid glob pattern, unmatched '['"},
        {"checks: '*['\n", ": checks: '*[' is no glob: "},
        {"warnings-as-errors: 'loop-x'\n",
         ": warnings-as-errors: unknown check 'loop-x'; known are: "},
        {"header-filter: 'src/('\n",
         ": header-filter: 'src/(' is no regular expression: parentheses not balanced"},
        {"options:\n  allowed-types: A\n",
         ": options: unknown option 'allowed-types'; expected <check>.<option>"},
        {"options:\n  loop-static-object.alowed: A\n",
         ": options: unknown option 'loop-static-object.alowed'; expected <check>.<option>"},
        {"options:\n  loop-x.allowed-types: A\n",
         ": options: unknown option 'loop-x.allowed-types'; expected <check>.<option>"},
    };
    for (const auto& row : rows) {
        const std::string error = errorOf(row.text);
        EXPECT_TRUE(error.starts_with(row.error)) << row.text << error;
        EXPECT_GT(error.size(), 5u) << row.text;
    }
}
TEST(Config, AFileThatCannotBeReadIsNamed) {
    try {
        readConfig("/nowhere/.looplint");
        FAIL();
    } catch (const UsageError& error) {
        EXPECT_EQ(std::string(error.what()),
                  "/nowhere/.looplint: cannot be read: No such file or directory");
    }
}
TEST(Config, AFolderInPlaceOfTheFileIsNoFile) {
    const TemporaryFolder folder;
    std::filesystem::create_directory(folder.path() + "/.looplint");
    EXPECT_THROW(findConfig(folder.path()), UsageError);
}
} // namespace

} // namespace looplint::testing
