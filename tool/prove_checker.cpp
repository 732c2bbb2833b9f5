#include "prove_checker.h"

#include "analysis/json_format.h"
#include "options.h"
#include "prove_process.h"

namespace looplint {

namespace {

constexpr int kCouldNotWork = 2;

std::string runChecker(const std::vector<std::string>& arguments) {
    const Outcome outcome = runProcess(arguments, {}, 300);
    if (outcome.timedOut || outcome.status < 0 || outcome.status >= kCouldNotWork)
        throw UsageError("the checker failed on " + arguments.back() + ": " +
                         (outcome.timedOut ? "it did not end within 300 s" : outcome.err));
    return outcome.out;
}

ProvedFinding readFinding(const JsonPlace& place) {
    return {place.at("check").string(), place.at("file").string(), place.at("line").number(),
            place.at("message").string(), place.has("fix") && place.at("fix").isObject()};
}

} // namespace

std::vector<ProvedFinding> Checker::lint(const std::string& build, const std::string& file) const {
    const std::string text = runChecker({tool_, "-p", build, "--format=json", file});
    const std::string source = "the checker's output for " + file;
    const nlohmann::json document = parseJson(text, source);
    std::vector<ProvedFinding> findings;
    for (const JsonPlace& place : JsonPlace(document, source).at("findings").elements())
        findings.push_back(readFinding(place));
    return findings;
}

void Checker::fix(const std::string& build, const std::string& file) const {
    runChecker({tool_, "-p", build, "--fix", file});
}

} // namespace looplint
