// The parts of `looplint prove` that need no sample: processes, servers that misbehave, the table.
#include "files.h"
#include "options.h"
#include "prove.h"
#include "prove_process.h"
#include "prove_program.h"
#include "prove_table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <llvm/Support/FileSystem.h>
#include <llvm/Support/raw_ostream.h>
#include <nlohmann/json.hpp>

using namespace looplint;

namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

// A program made of a shell script.
std::string script(const TemporaryDirectory& directory, const std::string& text) {
    const std::string path = directory.file("program");
    writeFile(path, "#!/bin/sh\n" + text);
    llvm::sys::fs::setPermissions(path, llvm::sys::fs::all_all);
    return path;
}

TEST(Process, EndsWithStatusAndBothStreams) {
    const Outcome outcome = runProcess({"sh", "-c", "echo a; echo b >&2; exit 3"});
    EXPECT_EQ(outcome.status, 3);
    EXPECT_EQ(outcome.out, "a\n");
    EXPECT_EQ(outcome.err, "b\n");
    EXPECT_FALSE(outcome.timedOut);
}

TEST(Process, EnvironmentIsAddedToAndTakenFrom) {
    setenv("PROVE_TEST", "old", 1);
    EXPECT_EQ(runProcess({"sh", "-c", "echo $PROVE_TEST"}).out, "old\n");
    EXPECT_EQ(runProcess({"sh", "-c", "echo $PROVE_TEST"}, {{"PROVE_TEST", "new"}}).out, "new\n");
    EXPECT_EQ(runProcess({"sh", "-c", "echo ${PROVE_TEST-gone}"}, {{"PROVE_TEST", ""}}).out,
              "gone\n");
}

TEST(Process, ThatDoesNotEndIsKilled) { EXPECT_TRUE(runProcess({"sleep", "60"}, {}, 1).timedOut); }

TEST(Process, ThatDoesNotExistIsAnError) {
    EXPECT_THROW(runProcess({"no-such-program-here"}), UsageError);
}

TEST(Program, OutputMustComeInOrder) {
    const TemporaryDirectory directory;
    const std::string program = script(directory, "echo one; echo two");
    EXPECT_THAT(runProgram(program, "", "/", {{}, {"one", "two"}}).differences, IsEmpty());
    EXPECT_THAT(runProgram(program, "", "/", {{}, {"two", "one"}}).differences,
                ElementsAre(HasSubstr("did not print 'one'")));
}

TEST(Program, BadStatusIsADifference) {
    const TemporaryDirectory directory;
    EXPECT_THAT(runProgram(script(directory, "exit 4"), "", "/", {}).differences,
                ElementsAre("it ended with status 4"));
}

TEST(Program, ServerThatDoesNotStartIsADifference) {
    const TemporaryDirectory directory;
    const Behaviour expected{{{"GET", "/", "", 200, ""}}, {}};
    EXPECT_THAT(runProgram(script(directory, "echo no >&2"), "", "/", expected).differences,
                ElementsAre(HasSubstr("did not say on which port")));
}

TEST(Program, ThatIsNotBuiltCannotBeRun) {
    EXPECT_THROW(runProgram("/nonexistent/program", "", "/", {}), UsageError);
    const TemporaryDirectory directory;
    EXPECT_THROW(runProgram(script(directory, ""), "uv", directory.path(), {}), UsageError);
}

SampleProof someProof() {
    SampleProof proof;
    proof.sample = "event_global";
    proof.found = Proof::of(true, 43);
    proof.raised = Proof::of(false, 43);
    proof.differences = {"it differs"};
    return proof;
}

TEST(Table, HasOneRowForEachSample) {
    std::string text;
    llvm::raw_string_ostream out(text);
    printTable({someProof()}, out, false);
    EXPECT_THAT(text,
                HasSubstr("sample       | found    | raised   | fixed    | silent   | works"));
    EXPECT_THAT(text, HasSubstr("event_global | ✓ 43     | ✗ 43     | -        | -        | -"));
}

TEST(Table, JsonSaysTheSame) {
    std::string text;
    llvm::raw_string_ostream out(text);
    printJson({someProof()}, out);
    const auto document = nlohmann::json::parse(text);
    const auto& row = document.at("samples").at(0);
    EXPECT_EQ(row.at("found"), nlohmann::json({{"holds", true}, {"line", 43}}));
    EXPECT_EQ(row.at("raised").at("holds"), false);
    EXPECT_TRUE(row.at("works").is_null());
    EXPECT_EQ(row.at("differences").at(0), "it differs");
}

struct ProveFailure {
    int status;
    std::string complaint;
};

ProveFailure prove(std::vector<const char*> args) {
    testing::internal::CaptureStderr();
    const int status = proveCommand(args);
    return {status, testing::internal::GetCapturedStderr()};
}

TEST(ProveCommand, BadCommandLinesAreStatus2AndNamed) {
    EXPECT_EQ(prove({}).status, 2);
    EXPECT_THAT(prove({}).complaint, HasSubstr("no sample directory given"));
    EXPECT_EQ(prove({"--fast", "x"}).status, 2);
    EXPECT_THAT(prove({"--fast", "x"}).complaint, HasSubstr("unknown option '--fast'"));
    EXPECT_THAT(prove({"--format=xml", "x"}).complaint, HasSubstr("unknown option '--format=xml'"));
}

TEST(ProveCommand, SampleThatIsNotThereIsStatus2AndNamed) {
    const ProveFailure failure = prove({"/nonexistent/sample"});
    EXPECT_EQ(failure.status, 2);
    EXPECT_THAT(failure.complaint, HasSubstr("/nonexistent/sample/expect.json: cannot be read"));
}

} // namespace
