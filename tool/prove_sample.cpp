#include "prove_sample.h"

#include "analysis/json_format.h"
#include "files.h"
#include "options.h"
#include "prove_patch.h"
#include "prove_program.h"

#include <llvm/Support/Path.h>

#include <algorithm>

namespace looplint {

namespace {

std::string fileName(const std::string& path) { return llvm::sys::path::filename(path).str(); }

std::string placeText(const std::string& file, unsigned line) {
    return fileName(file) + ":" + std::to_string(line);
}

bool isSame(const ProvedFinding& finding, const ExpectedFinding& expected) {
    return finding.check == expected.check && finding.line == expected.line &&
           fileName(finding.file) == fileName(expected.file);
}

// The object that the report is about is the expected one.
bool isAbout(const RuntimeReport& report, const ExpectedError& expected) {
    return report.created.line == expected.line &&
           fileName(report.created.file) == fileName(expected.file);
}

class Prover {
  public:
    Prover(std::string directory, std::string build, const Checker& checker)
        : directory_(std::move(directory)), build_(std::move(build)), checker_(checker) {
        proof_.sample = fileName(directory_);
    }

    SampleProof prove() {
        try {
            expected_ = readExpectation(directory_ + "/expect.json");
            findBug();
            raiseError();
            if (!expected_.findings.empty()) fixBug();
        } catch (const UsageError& error) {
            proof_.failure = error.what();
        } catch (const FormatError& error) {
            proof_.failure = error.what();
        }
        return std::move(proof_);
    }

  private:
    void differs(const std::string& what) { proof_.differences.push_back(what); }

    void findBug() {
        const auto findings = checker_.lint(build_, directory_ + "/main.cpp");
        const size_t before = proof_.differences.size();
        for (const ExpectedFinding& expected : expected_.findings)
            if (std::none_of(findings.begin(), findings.end(),
                             [&](const ProvedFinding& f) { return isSame(f, expected); }))
                differs("the checker does not find " + expected.check + " at " +
                        placeText(expected.file, expected.line));
        for (const ProvedFinding& finding : findings) checkExpected(finding);
        const auto& raises = expected_.raises;
        if (raises && !expected_.findings.empty() &&
            std::none_of(findings.begin(), findings.end(), [&](const ProvedFinding& f) {
                return f.line == raises->line && fileName(f.file) == fileName(raises->file);
            }))
            differs("the checker finds nothing at " + placeText(raises->file, raises->line) +
                    ", where the runtime's error points");
        const bool holds = proof_.differences.size() == before;
        if (expected_.findings.empty())
            proof_.silent = Proof::of(holds);
        else
            proof_.found = Proof::of(holds, expected_.findings.front().line);
    }

    void checkExpected(const ProvedFinding& finding) {
        const auto& all = expected_.findings;
        if (std::none_of(all.begin(), all.end(),
                         [&](const ExpectedFinding& e) { return isSame(finding, e); }))
            differs("the checker says " + finding.check + " at " +
                    placeText(finding.file, finding.line) +
                    ", which is not expected: " + finding.message);
        else if (!finding.hasFix)
            differs("the checker offers no fix for " + finding.check + " at " +
                    placeText(finding.file, finding.line));
    }

    void raiseError() {
        const ProgramRun run = runProgram(build_ + "/bin/" + proof_.sample, expected_.guard, build_,
                                          expected_.behaviour);
        for (const std::string& difference : run.differences) differs("the sample: " + difference);
        if (!expected_.raises) {
            for (const RuntimeReport& report : run.reports)
                differs("the running sample reports: " + report.message);
            proof_.works = Proof::of(run.differences.empty() && run.reports.empty());
            return;
        }
        proof_.raised = Proof::of(compareReports(run.reports), expected_.raises->line);
    }

    // Whether the expected error was raised, and every error is about the same object.
    bool compareReports(const std::vector<RuntimeReport>& reports) {
        const size_t before = proof_.differences.size();
        const ExpectedError& expected = *expected_.raises;
        const std::string place = placeText(expected.file, expected.line);
        bool isRaised = false;
        for (const RuntimeReport& report : reports) {
            if (isAbout(report, expected))
                isRaised |= report.message.find(expected.message) != std::string::npos;
            else if (report.created.isKnown())
                differs("the running sample reports an object of " +
                        placeText(report.created.file, report.created.line) + ", expected " +
                        place + ": " + report.message);
        }
        if (!isRaised)
            differs("the running sample does not report '" + expected.message +
                    "' for the object of " + place);
        return proof_.differences.size() == before;
    }

    void fixBug() {
        const PatchedCopy copy(directory_, proof_.sample, build_);
        const std::string original = readFile(copy.source());
        checker_.fix(copy.directory(), copy.source());
        const bool isChanged = readFile(copy.source()) != original;
        proof_.fixed = Proof::of(isChanged);
        if (!isChanged) return differs("the checker's fix changes nothing");
        checkSilent(copy);
        checkWorks(copy);
    }

    void checkSilent(const PatchedCopy& copy) {
        const auto findings = checker_.lint(copy.directory(), copy.source());
        for (const ProvedFinding& finding : findings)
            differs("after the fix, the checker says " + finding.check + " at " +
                    placeText(finding.file, finding.line) + ": " + finding.message);
        proof_.silent = Proof::of(findings.empty());
    }

    void checkWorks(const PatchedCopy& copy) {
        const size_t before = proof_.differences.size();
        const std::string errors = copy.compileAndLink();
        if (!errors.empty()) {
            differs("after the fix, the program does not build: " + errors);
        } else {
            const ProgramRun run =
                runProgram(copy.program(), expected_.guard, build_, expected_.fixed);
            for (const std::string& difference : run.differences)
                differs("after the fix: " + difference);
            for (const RuntimeReport& report : run.reports)
                differs("after the fix, the running program reports: " + report.message);
        }
        proof_.works = Proof::of(proof_.differences.size() == before);
    }

    std::string directory_;
    std::string build_;
    const Checker& checker_;
    Expectation expected_;
    SampleProof proof_;
};

} // namespace

SampleProof proveSample(const std::string& directory, const std::string& build,
                        const Checker& checker) {
    return Prover(directory, build, checker).prove();
}

} // namespace looplint
