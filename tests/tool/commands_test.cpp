// extract, link, analyze: what is wrong with their input is one line that names it.

#include "analysis/json_format.h"
#include "analysis/unit_facts.h"
#include "commands.h"
#include "options.h"
#include "temporary_folder.h"

#include <gtest/gtest.h>

namespace looplint::testing {

namespace {
using Command = int (*)(const Arguments&);

std::string errorOf(Command command, const Arguments& arguments) {
    try {
        command(arguments);
    } catch (const UsageError& error) {
        return error.what();
    } catch (const FormatError& error) {
        return error.what();
    }
    return "accepted";
}

TEST(Commands, ArgumentsThatAreMissingAreNamed) {
    const std::tuple<Command, Arguments, const char*> rows[] = {
        {explainCommand, {}, "explain: expected the name of one check"},
        {explainCommand, {"a", "b"}, "explain: expected the name of one check"},
        {explainCommand, {"loop-x"}, "explain: unknown check 'loop-x'; known are: "},
        {explainCommand, {"loop-*"}, "explain: unknown check 'loop-*'; known are: "},
        {extractCommand, {"a.cpp"}, "extract: expected -o FILE"},
        {extractCommand, {"a.cpp", "-o"}, "extract: expected -o FILE"},
        {extractCommand, {"-o", "x"}, "extract: expected one file"},
        {linkCommand, {"a.facts"}, "link: expected -o FILE"},
        {linkCommand, {"-o", "x"}, "link: expected files of facts"},
        {linkCommand,
         {"/nowhere.facts", "-o", "x"},
         "/nowhere.facts: cannot be read: No such file or directory"},
        {analyzeCommand, {}, "analyze: expected one program"},
        {analyzeCommand, {"a", "b"}, "analyze: expected one program"},
        {analyzeCommand,
         {"/nowhere.program"},
         "/nowhere.program: cannot be read: No such file or directory"},
    };
    for (const auto& [command, arguments, error] : rows)
        EXPECT_TRUE(errorOf(command, arguments).starts_with(error)) << error << "\nis not\n"
                                                                    << errorOf(command, arguments);
}
TEST(Commands, AFileThatIsNoProgramIsRefused) {
    const TemporaryFolder folder;
    using namespace std::string_literals;
    const std::string none = writeProgram({}), heading = none.substr(0, none.size() - 1);
    const std::pair<std::string, const char*> rows[] = {
        {"", ": expected a looplint program"},
        {"[]", ": expected a looplint program"},
        {writeFacts({}), ": expected a looplint program"},
        {"looplint-program 7\n", ": expected version 5; link the program again with this looplint"},
        {heading, ": expected more: the file ends here"},
        {heading + "\x01", ": expected more: the file ends before the last element"},
        {writeProgram({"[]"}), ": units[0]: expected looplint facts"},
        {writeProgram({writeFacts({}), "looplint-facts 1\n"}),
         ": units[1]: expected version 5; extract the unit again with this looplint"},
        {writeProgram({}) + "more", ": expected nothing after it"},
    };
    for (const auto& [text, error] : rows) {
        const std::string file = folder.write("x.program", text);
        EXPECT_TRUE(errorOf(analyzeCommand, {file}).starts_with(file + error))
            << errorOf(analyzeCommand, {file});
    }
}
TEST(Commands, LinkRefusesWhatIsNoFacts) {
    const TemporaryFolder folder;
    const std::string file = folder.write("x.facts", "{}");
    EXPECT_EQ(errorOf(linkCommand, {file, "-o", folder.path() + "/p"}),
              file + ": expected looplint facts");
}
TEST(Commands, AModelThatIsBrokenIsNamed) {
    const TemporaryFolder folder;
    const std::string model = folder.write("m.json", R"({"library": 1})"),
                      program = folder.write("p", writeProgram({}));
    EXPECT_EQ(errorOf(analyzeCommand, {program, "--model=" + model}),
              model + ": library: expected a string");
    EXPECT_EQ(errorOf(analyzeCommand, {program, "--model=/nowhere.json"}),
              "/nowhere.json: cannot be read: No such file or directory");
}
TEST(Commands, AnOutputThatCannotBeWrittenIsNamed) {
    const TemporaryFolder folder;
    const std::string facts = folder.write("x.facts", writeFacts({}));
    const std::string error = errorOf(linkCommand, {facts, "-o", folder.path() + "/none/p"});
    EXPECT_TRUE(error.starts_with(folder.path() + "/none/p: cannot be written: ")) << error;
}
} // namespace

} // namespace looplint::testing
