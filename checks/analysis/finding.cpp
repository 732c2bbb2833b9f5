#include "analysis/finding.h"

#include <algorithm>
#include <set>

namespace looplint {

void sortAndDedupe(std::vector<Finding>& findings) {
    const auto key = [](const Finding& f) { return std::tie(f.at, f.check, f.message); };
    std::sort(findings.begin(), findings.end(),
              [&](const Finding& a, const Finding& b) { return key(a) < key(b); });
    std::set<std::tuple<std::string, Entity, Location>> seen;
    std::set<std::tuple<std::string, std::string, Location>> told; // in the same words
    std::erase_if(findings, [&](const Finding& f) {
        return !seen.insert({f.check, f.subject, f.at}).second ||
               !told.insert({f.check, f.message, f.at}).second;
    });
}

} // namespace looplint
