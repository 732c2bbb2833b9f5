// One corpus, every route: serial, parallel, shuffled and the three steps give the same findings.

#include "routes.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <random>

#include <unistd.h>

namespace looplint::testing {

namespace {
const std::vector<CaseFile>& cases() {
    static const auto* all = new std::vector<CaseFile>([] {
        std::vector<CaseFile> files = loadCases("corpus");
        for (CaseFile& file : loadCases("programs")) files.push_back(std::move(file));
        return files;
    }());
    return *all;
}

const std::vector<std::vector<UnitFacts>>& serialFacts() {
    static const auto* all = new std::vector<std::vector<UnitFacts>>(extractCases(cases(), 1));
    return *all;
}

TEST(Routes, ParallelExtractionGivesTheSameFactsInTheSameOrder) {
    const auto parallel = extractCases(cases(), 4);
    ASSERT_EQ(parallel.size(), serialFacts().size());
    for (size_t i = 0; i < parallel.size(); ++i)
        EXPECT_EQ(parallel[i], serialFacts()[i]) << cases()[i].name;
}

TEST(Routes, TheOrderOfUnitsDoesNotMatter) {
    std::mt19937 random(7);
    for (size_t i = 0; i < cases().size(); ++i) {
        const std::string serial = asJson(analyzeFacts(cases()[i], serialFacts()[i]));
        for (int round = 0; round < 4; ++round) {
            std::vector<UnitFacts> units = serialFacts()[i];
            std::shuffle(units.begin(), units.end(), random);
            EXPECT_EQ(asJson(analyzeFacts(cases()[i], std::move(units))), serial)
                << cases()[i].name;
        }
    }
}

TEST(Routes, ExtractLinkAnalyzeGiveWhatLintGives) {
    const std::string scratch =
        (std::filesystem::temp_directory_path() / ("looplint-steps-" + std::to_string(getpid())))
            .string();
    for (size_t i = 0; i < cases().size(); ++i)
        EXPECT_EQ(lintInThreeSteps(cases()[i], scratch),
                  asJson(analyzeFacts(cases()[i], serialFacts()[i])))
            << cases()[i].name;
    std::filesystem::remove_all(scratch);
}

TEST(Routes, TheDriverGivesTheSameBytesInAnyOrderAtOneJobAndEight) {
    for (const CaseFile& file : loadCases("programs")) {
        const std::string inOrder = lintByDriver(file, 1, 1);
        EXPECT_EQ(lintByDriver(file, 8, 2), inOrder) << file.name;
        EXPECT_EQ(lintByDriver(file, 1, 3), inOrder) << file.name;
    }
}

TEST(Routes, FactsOfTheCorpusSurviveWritingAndReading) {
    for (const std::vector<UnitFacts>& units : serialFacts())
        for (const UnitFacts& facts : units) {
            const std::string text = writeFacts(facts);
            const UnitFacts read = readFacts(text, "facts");
            EXPECT_EQ(read, facts) << facts.unit;
            EXPECT_EQ(writeFacts(read), text) << facts.unit;
        }
}
} // namespace

} // namespace looplint::testing
