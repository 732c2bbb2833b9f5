#include "report/fingerprint.h"

#include "line_hash.h"

#include <map>
#include <regex>

namespace looplint {

/// Clang names what is local to a function by its offset in the file, which moves with each edit.
static std::string withoutOffsets(const std::string& usr) {
    static const std::regex offset("@[0-9]+(?=@)");
    return std::regex_replace(usr, offset, "");
}

std::string fingerprintOf(const Finding& finding) {
    const std::string about =
        finding.subject ? withoutOffsets(finding.subject.usr.str()) : finding.message;
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

std::vector<std::string> lineHashes(const std::vector<Finding>& findings,
                                    const std::function<std::string(const Location&)>& lineAt) {
    std::map<std::pair<std::string, Location>, int> counts;
    std::vector<std::string> hashes;
    for (const Finding& finding : findings) {
        std::string line = lineAt(finding.at);
        std::erase_if(line, [](unsigned char c) { return std::isspace(c); });
        const std::string hash = lineHash(line);
        hashes.push_back(hash + ":" + std::to_string(++counts[{hash, {finding.at.file}}]));
    }
    return hashes;
}

} // namespace looplint
