#include "report/fingerprint.h"

#include <map>

namespace looplint {

std::string fingerprintOf(const Finding& finding) {
    const std::string about = finding.subject ? finding.subject.usr.str() : finding.message;
    return finding.check + ":" + finding.type + ":" + about;
}

std::vector<std::string> uniqueFingerprints(const std::vector<Finding>& findings) {
    std::map<std::string, int> counts;
    std::vector<std::string> unique;
    for (const Finding& finding : findings) {
        std::string fingerprint = fingerprintOf(finding);
        if (const int count = ++counts[fingerprint]; count > 1)
            fingerprint += ":" + std::to_string(count);
        unique.push_back(std::move(fingerprint));
    }
    return unique;
}

} // namespace looplint
