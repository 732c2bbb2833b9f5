// One corpus, every route: serial, parallel, shuffled and the three steps give the same findings.

#include "analysis/link_units.h"
#include "analysis/relevance.h"
#include "lint.h"
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

TEST(Routes, NothingIsLostWithThePlainFunctions) {
    const Models models = Models::builtin();
    size_t all = 0, relevant = 0;
    for (size_t i = 0; i < cases().size(); ++i) {
        const std::vector<UnitFacts>& units = serialFacts()[i];
        Config config;
        config.options = cases()[i].options;
        for (const std::vector<size_t>& indices : linkUnits(units)) {
            std::vector<const UnitFacts*> members;
            for (size_t index : indices) members.push_back(&units[index]);
            const Program program(members);
            all += program.functions().size();
            relevant += relevantFunctions(program, models).size();
            std::vector<Finding> whole =
                analyzeProgram(members, models, config, [](const Analysis&) {});
            std::vector<Finding> found = analyzeProgram(members, models, config);
            EXPECT_EQ(asJson(found), asJson(whole)) << cases()[i].name;
        }
    }
    EXPECT_LT(relevant, all);
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
