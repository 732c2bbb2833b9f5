// `looplint prove` on real samples whose expect.json, source or program has been tampered with:
// each of the five proofs can fail, and says how.
#include "files.h"
#include "prove_process.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <filesystem>

#if GUARD_TEST_SAMPLES
using namespace looplint;

namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using testing::AllOf;
using testing::HasSubstr;

// A copy of a sample, and a build directory that is the real one but for the sample's source path.
class TamperedSample {
  public:
    explicit TamperedSample(const std::string& name)
        : name_(name),
          sample_(directory_.path() + "/samples/" + name),
          build_(directory_.file("b")) {
        fs::create_directories(build_);
        fs::create_directories(directory_.file("samples"));
        fs::copy(PROVE_TEST_SAMPLES "/" + name, sample_);
        for (const fs::directory_entry& entry : fs::directory_iterator(PROVE_TEST_BUILD))
            if (entry.path().filename() != "compile_commands.json")
                fs::create_symlink(entry.path(), build_ + "/" + entry.path().filename().string());
        writeFile(build_ + "/compile_commands.json", ownCommands().dump());
    }

    /// expect.json, changed.
    TamperedSample& expect(const json& patch) {
        json expected = json::parse(readFile(sample_ + "/expect.json"));
        expected.merge_patch(patch);
        writeFile(sample_ + "/expect.json", expected.dump());
        return *this;
    }

    Outcome prove() const {
        return runProcess({PROVE_TEST_BUILD "/bin/looplint", "prove", "-p", build_, sample_});
    }

  private:
    json ownCommands() const {
        json commands = json::parse(readFile(PROVE_TEST_BUILD "/compile_commands.json"));
        const std::string original = PROVE_TEST_SAMPLES "/" + name_ + "/main.cpp";
        for (json& entry : commands) {
            if (entry.at("file") != original) continue;
            std::string command = entry.at("command");
            command.replace(command.find(original), original.size(), sample_ + "/main.cpp");
            entry["command"] = command;
            entry["file"] = sample_ + "/main.cpp";
            return json::array({entry});
        }
        throw std::runtime_error("no command for " + original);
    }

    TemporaryDirectory directory_;
    std::string name_;
    std::string sample_;
    std::string build_;
};

TEST(Disagreement, UntamperedSampleIsProved) {
    const Outcome outcome = TamperedSample("uv_default_loop").prove();
    EXPECT_EQ(outcome.status, 0) << outcome.err;
    EXPECT_THAT(outcome.out, HasSubstr("✓ 22     | ✓ 22     | ✓        | ✓        | ✓"));
}

TEST(Disagreement, FindingOnAnotherLineIsNamed) {
    TamperedSample sample("uv_default_loop");
    const json finding = {{"check", "loop-static-object"}, {"file", "main.cpp"}, {"line", 7}};
    const Outcome outcome = sample.expect({{"findings", {finding}}}).prove();
    EXPECT_EQ(outcome.status, 1);
    EXPECT_THAT(outcome.err,
                AllOf(HasSubstr("does not find loop-static-object at main.cpp:7"),
                      HasSubstr("says loop-static-object at main.cpp:22, which is not expected")));
}

TEST(Disagreement, ErrorOnAnotherLineIsNamed) {
    TamperedSample sample("uv_default_loop");
    const Outcome outcome = sample.expect({{"runtime", {{"raises", {{"line", 7}}}}}}).prove();
    EXPECT_EQ(outcome.status, 1);
    EXPECT_THAT(outcome.out, HasSubstr("✗ 7"));
    EXPECT_THAT(outcome.err, HasSubstr("reports an object of main.cpp:22, expected main.cpp:7"));
}

TEST(Disagreement, ErrorThatIsNotRaisedIsNamed) {
    TamperedSample sample("uv_own_loop");
    const json raises = {{"file", "main.cpp"}, {"line", 1}, {"message", "different loop"}};
    const Outcome outcome = sample.expect({{"runtime", {{"raises", raises}}}}).prove();
    EXPECT_EQ(outcome.status, 1);
    EXPECT_THAT(outcome.err, HasSubstr("does not report 'different loop'"));
}

TEST(Disagreement, ProgramThatDoesNotDoWhatItShouldIsNamed) {
    TamperedSample sample("uv_default_loop");
    const Outcome outcome = sample.expect({{"fixed", {{"output", {"tock"}}}}}).prove();
    EXPECT_EQ(outcome.status, 1);
    EXPECT_THAT(outcome.err, HasSubstr("after the fix: it did not print 'tock'"));
}

} // namespace
#endif
