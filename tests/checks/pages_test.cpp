// The page of a check is a test: its blocks that begin with `// bad` find what they want, those
// that begin with `// good` find nothing.

#include "analysis/check.h"
#include "expectations.h"
#include "page_blocks.h"
#include "routes.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include <unistd.h>

namespace fs = std::filesystem;

namespace looplint::testing {

namespace {
CaseFile caseOf(const PageBlock& block, const std::string& name) {
    const fs::path folder =
        fs::temp_directory_path() / ("looplint-pages-" + std::to_string(getpid()));
    fs::create_directories(folder);
    const std::string path = (folder / (name + ".cpp")).string();
    std::ofstream(path) << block.text;
    CaseFile file = loadCase(path, folder.string());
    for (const char* library : {"qt", "uv", "loop"})
        for (std::string& flag : flagsFor(library)) file.flags.push_back(std::move(flag));
    return file;
}

TEST(Pages, EachBlockFindsWhatItSays) {
    for (const Check* check : allChecks()) {
        int number = 0;
        for (const PageBlock& block : blocksOf(pageOf(*check))) {
            const CaseFile file =
                caseOf(block, std::string(check->name) + "-" + std::to_string(++number));
            const Outcome outcome = lintSerially(file);
            EXPECT_EQ(differences(file.wants, outcome.findings), "")
                << check->name << ", block " << number;
            EXPECT_EQ(outcome.errors.empty() ? "" : outcome.errors.front(), "")
                << check->name << ", block " << number;
            EXPECT_EQ(file.wants.empty(), !block.isBad)
                << "a bad block wants something, a good one nothing";
        }
    }
}

TEST(Pages, EachPageShowsTheBadAndTheGoodForm) {
    for (const Check* check : allChecks()) {
        int bad = 0, good = 0;
        for (const PageBlock& block : blocksOf(pageOf(*check))) ++(block.isBad ? bad : good);
        EXPECT_GT(bad, 0) << check->name;
        EXPECT_GT(good, 0) << check->name;
    }
}

TEST(Pages, BlocksAreTakenFromTheFencesThatAreMarked) {
    const auto blocks =
        blocksOf("# x\n```cpp\n// bad\nint a;\n```\n```sh\nls\n```\n```cpp\nint skipped;\n```\n"
                 "```cpp\n// good: because\nint b;\n```\n");
    ASSERT_EQ(blocks.size(), 2u);
    EXPECT_TRUE(blocks[0].isBad);
    EXPECT_EQ(blocks[0].text, "// bad\nint a;\n");
    EXPECT_FALSE(blocks[1].isBad);
}
} // namespace

} // namespace looplint::testing
