// Every file of tests/corpus and tests/programs is a test: what it wants is found, and nothing
// else.

#include "expectations.h"
#include "routes.h"

#include <gtest/gtest.h>

namespace looplint::testing {

namespace {
class CaseTest : public ::testing::Test {
  public:
    explicit CaseTest(CaseFile file) : file_(std::move(file)) {}
    void TestBody() override {
        const Outcome outcome = lintSerially(file_);
        EXPECT_EQ(differences(file_.wants, outcome.findings), "");
        const std::string first = outcome.errors.empty() ? "" : outcome.errors.front();
        if (!file_.failsToCompile)
            EXPECT_EQ(first, "");
        else
            EXPECT_NE(first, "");
    }

  private:
    CaseFile file_;
};

void registerCases(const char* suite, const char* folder) {
    for (CaseFile& file : loadCases(folder)) {
        const std::string name = file.name, path = file.units.empty() ? name : file.units.front();
        ::testing::RegisterTest(
            suite, name.c_str(), nullptr, nullptr, path.c_str(), 1,
            [file = std::move(file)]() -> ::testing::Test* { return new CaseTest(file); });
    }
}
} // namespace

} // namespace looplint::testing

int main(int argc, char** argv) {
    ::testing::InitGoogleTest(&argc, argv);
    looplint::testing::registerCases("Corpus", "corpus");
    looplint::testing::registerCases("Programs", "programs");
    return RUN_ALL_TESTS();
}
