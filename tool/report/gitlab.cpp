// GitLab's code quality report: a list of issues, each with a fingerprint that is its identity.

#include "report/fingerprint.h"
#include "report/report.h"

#include <nlohmann/json.hpp>

using nlohmann::ordered_json;

namespace looplint {

std::string reportGitlab(const ReportInput& input) {
    ordered_json issues = ordered_json::array();
    const std::vector<std::string> fingerprints = uniqueFingerprints(input.findings);
    for (size_t i = 0; i < input.findings.size(); ++i) {
        const Finding& finding = input.findings[i];
        const bool isError = input.isError && input.isError(finding);
        issues.push_back({{"description", finding.message},
                          {"check_name", finding.check},
                          {"fingerprint", fingerprints[i]},
                          {"severity", isError         ? "critical"
                                       : finding.level ? "minor"
                                                       : "major"},
                          {"location",
                           {{"path", shownPath(finding.at.file.str(), input.root)},
                            {"lines", {{"begin", finding.at.line}}}}}});
    }
    return issues.dump(2, ' ', false, ordered_json::error_handler_t::replace) + "\n";
}

} // namespace looplint
