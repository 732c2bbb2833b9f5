// The command line: each flag in its spellings; what is wrong is one line that names the argument.

#include "options.h"

#include <gtest/gtest.h>

namespace looplint::testing {

namespace {
using Arguments = std::vector<std::string>;

std::string errorOf(const Arguments& arguments) {
    try {
        parseOptions(arguments);
    } catch (const UsageError& error) {
        return error.what();
    }
    return "accepted";
}

TEST(Options, EachFlagIsTakenWithOneOrTwoDashesAndWithOrWithoutEquals) {
    for (const Arguments& arguments : {Arguments{"-p", "b"}, {"-p=b"}, {"--p=b"}, {"--p", "b"}})
        EXPECT_EQ(parseOptions(arguments).build, "b");
    for (const Arguments& arguments : {Arguments{"-checks=*"}, {"--checks=*"}, {"--checks", "*"}})
        EXPECT_EQ(parseOptions(arguments).checks, "*");
    for (const Arguments& arguments : {Arguments{"-j4"}, {"-j=4"}, {"-j", "4"}})
        EXPECT_EQ(parseOptions(arguments).jobs, 4u);
}
TEST(Options, EveryFlagLandsInItsMember) {
    const Options options = parseOptions(
        {"--fix", "--quiet", "--list-checks", "--no-cache", "--dump-facts", "--help", "--version",
         "--format=sarif", "--export-fixes=f.yaml", "--header-filter=h", "--warnings-as-errors=w",
         "--extra-arg=-DA", "--extra-arg=-DB", "--extra-arg-before=-DC", "--config-file=c",
         "--model=m.json", "a.cpp", "b.cpp"});
    EXPECT_TRUE(options.fix && options.quiet && options.listChecks && options.noCache &&
                options.dumpFacts && options.help && options.version);
    EXPECT_EQ(options.format, "sarif");
    EXPECT_EQ(options.exportFixes, "f.yaml");
    EXPECT_EQ(options.headerFilter, "h");
    EXPECT_EQ(options.warningsAsErrors, "w");
    EXPECT_EQ(options.extraArgs, (Arguments{"-DA", "-DB"}));
    EXPECT_EQ(options.extraArgsBefore, Arguments{"-DC"});
    EXPECT_EQ(options.config, "c");
    EXPECT_EQ(options.models, Arguments{"m.json"});
    EXPECT_EQ(options.files, (Arguments{"a.cpp", "b.cpp"}));
}
TEST(Options, WhatFollowsTwoDashesIsTheCompilers) {
    const Options options = parseOptions({"a.cpp", "--", "-std=c++20", "--fix", "-p"});
    EXPECT_TRUE(options.hasFlags);
    EXPECT_EQ(options.flags, (Arguments{"-std=c++20", "--fix", "-p"}));
    EXPECT_FALSE(options.fix);
    EXPECT_TRUE(parseOptions({"--"}).hasFlags);
    EXPECT_FALSE(parseOptions({}).hasFlags);
}
TEST(Options, WhatIsWrongIsNamed) {
    const std::pair<Arguments, const char*> rows[] = {
        {{"--fixx"}, "unknown option '--fixx'; see looplint --help"},
        {{"--check=*"}, "unknown option '--check=*'; see looplint --help"},
        {{"-x"}, "unknown option '-x'; see looplint --help"},
        {{"--checks"}, "option '--checks' expects a value: GLOBS"},
        {{"-p"}, "option '-p' expects a value: DIR"},
        {{"--fix=yes"}, "option '--fix' takes no value"},
        {{"--quiet="}, "option '--quiet' takes no value"},
        {{"-j", "0"}, "-j: expected a number of jobs, not '0'"},
        {{"-j=two"}, "-j: expected a number of jobs, not 'two'"},
        {{"-j4x"}, "-j: expected a number of jobs, not '4x'"},
        {{"-j=-1"}, "-j: expected a number of jobs, not '-1'"},
        {{"-j=99999999999"}, "-j: expected a number of jobs, not '99999999999'"},
        {{"--format=xml"},
         "--format: expected one of text, json, sarif, github, gitlab, junit, html, not 'xml'"},
        {{"--format="},
         "--format: expected one of text, json, sarif, github, gitlab, junit, html, not ''"},
        {{"--header-filter=("},
         "--header-filter: '(' is no regular expression: parentheses not balanced"},
        {{"--header-filter=a[b"},
         "--header-filter: 'a[b' is no regular expression: brackets ([ ]) not balanced"},
    };
    for (const auto& [arguments, error] : rows) EXPECT_EQ(errorOf(arguments), error);
}
TEST(Options, TheHelpNamesEveryFlag) {
    const std::string help = helpText();
    for (const char* flag :
         {"-p=DIR", "--checks=GLOBS", "--fix ", "--export-fixes=FILE", "--format=FORMAT",
          "--header-filter=REGEX", "--warnings-as-errors=GLOBS", "--quiet", "--extra-arg=ARG",
          "--list-checks", "-j=N", "explain CHECK"})
        EXPECT_NE(help.find(flag), help.npos) << flag;
}
} // namespace

} // namespace looplint::testing
