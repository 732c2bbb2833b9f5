// Compilation databases: which units there are, how each is compiled, and what is wrong with one.

#include "compile_db.h"
#include "temporary_folder.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace looplint::testing {

namespace {
using clang::tooling::CompileCommand;

std::string entry(const std::string& folder, const std::string& file, const std::string& flags) {
    return R"({"directory": ")" + folder + R"(", "file": ")" + file + R"(", "command": "clang++ )" +
           flags + " -c " + file + R"("})";
}

std::string errorOf(const Options& options) {
    try {
        loadCommands(options);
    } catch (const UsageError& error) {
        EXPECT_EQ(std::string(error.what()).find('\n'), std::string::npos) << error.what();
        return error.what();
    }
    return "accepted";
}

bool hasArgument(const CompileCommand& command, const std::string& argument) {
    return std::find(command.CommandLine.begin(), command.CommandLine.end(), argument) !=
           command.CommandLine.end();
}

TEST(CompileDb, WithoutFilesEveryUnitIsTakenInOrder) {
    const TemporaryFolder folder;
    folder.write("compile_commands.json", "[" + entry(folder.path(), "b.cpp", "-DB") + "," +
                                              entry(folder.path(), "a.cpp", "-DA") + "]");
    Options options;
    options.build = folder.path();
    const auto commands = loadCommands(options);
    ASSERT_EQ(commands.size(), 2u);
    EXPECT_EQ(commands[0].Filename, folder.path() + "/a.cpp");
    EXPECT_TRUE(hasArgument(commands[0], "-DA"));
}
TEST(CompileDb, AnEntryThatComesTwiceIsOneUnit) {
    const TemporaryFolder folder;
    const std::string one = entry(folder.path(), "a.cpp", "-DFIRST"),
                      two = entry(folder.path(), folder.path() + "/a.cpp", "-DSECOND");
    folder.write("compile_commands.json", "[" + one + "," + two + "," + one + "]");
    Options options;
    options.build = folder.path();
    EXPECT_EQ(loadCommands(options).size(), 1u);
}
TEST(CompileDb, ResponseFilesAreRead) {
    const TemporaryFolder folder;
    folder.write("flags.rsp", "-DFROM_RESPONSE_FILE -I include");
    folder.write("compile_commands.json", "[" + entry(folder.path(), "a.cpp", "@flags.rsp") + "]");
    Options options;
    options.build = folder.path();
    EXPECT_TRUE(hasArgument(loadCommands(options).front(), "-DFROM_RESPONSE_FILE"));
}
TEST(CompileDb, ExtraArgumentsGoInFrontAndBehind) {
    const TemporaryFolder folder;
    folder.write("compile_commands.json", "[" + entry(folder.path(), "a.cpp", "-DA") + "]");
    Options options;
    options.build = folder.path();
    options.extraArgsBefore = {"-DBEFORE"};
    options.extraArgs = {"-DAFTER"};
    const auto line = loadCommands(options).front().CommandLine;
    EXPECT_EQ(line.at(1), "-DBEFORE");
    EXPECT_TRUE(hasArgument(loadCommands(options).front(), "-DAFTER"));
    EXPECT_LT(std::find(line.begin(), line.end(), "-DA"),
              std::find(line.begin(), line.end(), "-DAFTER"));
}
TEST(CompileDb, FlagsAfterTwoDashesNeedNoDatabase) {
    const TemporaryFolder folder;
    Options options;
    options.files = {folder.write("a.cpp", "")};
    options.flags = {"-DA"};
    options.hasFlags = true;
    EXPECT_TRUE(hasArgument(loadCommands(options).front(), "-DA"));
}
TEST(CompileDb, WhatIsWrongIsNamed) {
    const TemporaryFolder folder;
    const std::string source = folder.write("a.cpp", "");
    Options options;
    options.build = folder.path();
    EXPECT_EQ(errorOf(options), folder.path() + ": no compile_commands.json there");
    folder.write("compile_commands.json", "[]");
    EXPECT_EQ(errorOf(options), "the compilation database has no units");
    const std::pair<const char*, const char*> rows[] = {
        {"", "Expected array."},
        {"{}", "Expected array."},
        {"[1]", "Expected object."},
        {"[{\"file\": \"a.cpp\"}]", "Missing key: \"command\" or \"arguments\"."},
        {R"([{"file": "a.cpp", "command": "c"}])", "Missing key: \"directory\"."},
        {R"([{"directory": [1]}])", "Expected string as value."}};
    for (const auto& [text, error] : rows) {
        folder.write("compile_commands.json", text);
        EXPECT_EQ(errorOf(options), folder.path() + "/compile_commands.json: " + error);
    }
    folder.write("compile_commands.json", "[\n{\"file\": ]");
    EXPECT_EQ(errorOf(options),
              folder.path() + "/compile_commands.json:2:10: not valid JSON: Unexpected token. "
                              "Expected Key, Flow Entry, or Flow Mapping End.");
    folder.write("compile_commands.json", "[" + entry(folder.path(), "b.cpp", "") + "]");
    options.files = {folder.path() + "/none.cpp"};
    EXPECT_EQ(errorOf(options),
              folder.path() + "/none.cpp: cannot be read: No such file or directory");
    options.files = {folder.path()};
    EXPECT_EQ(errorOf(options), folder.path() + ": cannot be read: Is a directory");
}
TEST(CompileDb, AFileThatTheDatabaseDoesNotHaveIsCompiledAsItsNeighbour) {
    const TemporaryFolder folder;
    folder.write("compile_commands.json", "[" + entry(folder.path(), "b.cpp", "-DB") + "]");
    Options options;
    options.build = folder.path();
    options.files = {folder.write("header.h", "")};
    EXPECT_TRUE(hasArgument(loadCommands(options).front(), "-DB"));
}
TEST(CompileDb, NoDatabaseAboveAFileIsSaid) {
    const TemporaryFolder folder;
    Options options;
    options.files = {folder.write("a.cpp", "")};
    EXPECT_EQ(errorOf(options), "no compile_commands.json above " + options.files[0] +
                                    "; name its folder with -p, or the compile flags after --");
    options.hasFlags = true;
    options.files.clear();
    EXPECT_EQ(errorOf(options), "name the files to check before --");
}
} // namespace

} // namespace looplint::testing
