#include "baseline.h"

#include "analysis/json_format.h"
#include "report/fingerprint.h"
#include "report/report.h"

#include <algorithm>

namespace looplint {

static std::pair<std::string, std::string> keyOf(const Finding& finding, const std::string& root) {
    return {shownPath(finding.at.file.str(), root), fingerprintOf(finding)};
}

Baseline::Baseline(const std::vector<Finding>& findings, const std::string& root) {
    for (const Finding& finding : findings) ++counts_[keyOf(finding, root)];
}

Baseline Baseline::read(std::string_view text, const std::string& source) {
    const nlohmann::json document = parseJson(text, source);
    const JsonPlace root(document, source);
    if (!root.isObject() || !root.has("looplint-baseline")) root.fail("expected a baseline");
    root.onlyKeys({"looplint-baseline", "findings"});
    if (root.at("looplint-baseline").number() != 1)
        root.at("looplint-baseline").fail("expected version 1");
    Baseline baseline;
    for (const JsonPlace& entry : root.at("findings").elements()) {
        entry.onlyKeys({"file", "fingerprint", "count"});
        const Key key{entry.at("file").string(), entry.at("fingerprint").string()};
        baseline.counts_[key] += entry.at("count").number();
    }
    return baseline;
}

std::string Baseline::write() const {
    nlohmann::ordered_json findings = nlohmann::ordered_json::array();
    for (const auto& [key, count] : counts_)
        findings.push_back({{"file", key.first}, {"fingerprint", key.second}, {"count", count}});
    const nlohmann::ordered_json document = {{"looplint-baseline", 1}, {"findings", findings}};
    return document.dump(1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

size_t Baseline::apply(std::vector<Finding>& findings, const std::string& root) const {
    std::map<Key, uint32_t> left = counts_;
    std::erase_if(findings, [&](const Finding& finding) {
        auto known = left.find(keyOf(finding, root));
        if (known == left.end() || known->second == 0) return false;
        --known->second;
        return true;
    });
    size_t stale = 0;
    for (const auto& [key, count] : left) stale += count;
    return stale;
}

void Baseline::add(const Baseline& more) {
    for (const auto& [key, count] : more.counts_) counts_[key] += count;
}

void Baseline::prune(const Baseline& now) {
    for (auto& [key, count] : counts_) {
        auto found = now.counts_.find(key);
        count = found == now.counts_.end() ? 0 : std::min(count, found->second);
    }
    std::erase_if(counts_, [](const auto& entry) { return entry.second == 0; });
}

size_t Baseline::size() const {
    size_t all = 0;
    for (const auto& [key, count] : counts_) all += count;
    return all;
}

} // namespace looplint
