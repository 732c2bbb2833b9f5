// SARIF 2.1.0, as GitHub code scanning and CodeChecker read it.

#include "report/fingerprint.h"
#include "report/report.h"

#include <nlohmann/json.hpp>

using nlohmann::ordered_json;

namespace looplint {

namespace {

/// A path as part of a URI: what is no plain character is a percent sign and two digits.
std::string uriOf(const std::string& path) {
    static constexpr std::string_view kPlain = "/-._~+@:,=";
    std::string uri;
    for (const unsigned char c : path) {
        if (std::isalnum(c) || kPlain.find(c) != kPlain.npos)
            uri += c;
        else
            uri += {'%', "0123456789ABCDEF"[c >> 4], "0123456789ABCDEF"[c & 15]};
    }
    return uri;
}

class SarifReport {
  public:
    explicit SarifReport(const ReportInput& input) : input_(input) {}

    ordered_json write() {
        ordered_json results = ordered_json::array();
        const std::vector<std::string> fingerprints = uniqueFingerprints(input_.findings);
        const std::vector<std::string> lines = lineHashes(input_.findings, [&](const Location& at) {
            return lineOf(input_.source(at.file), at.line);
        });
        for (size_t i = 0; i < input_.findings.size(); ++i) {
            results.push_back(result(input_.findings[i]));
            results.back()["partialFingerprints"] = {{"primaryLocationLineHash", lines[i]},
                                                     {"looplint/v1", fingerprints[i]}};
        }
        ordered_json driver = {
            {"name", "looplint"}, {"semanticVersion", LOOPLINT_VERSION}, {"rules", rules()}};
        ordered_json run = {{"tool", {{"driver", driver}}},
                            {"columnKind", "unicodeCodePoints"},
                            {"results", results}};
        if (!input_.root.empty())
            run["originalUriBaseIds"] = {{"ROOT", {{"uri", "file://" + uriOf(input_.root) + "/"}}}};
        return {{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
                {"version", "2.1.0"},
                {"runs", {run}}};
    }

  private:
    static ordered_json rules() {
        ordered_json all = ordered_json::array();
        for (const Check* check : allChecks())
            all.push_back(
                {{"id", check->name},
                 {"shortDescription", {{"text", check->title}}},
                 {"fullDescription", {{"text", check->title}}},
                 {"help", {{"text", pageOf(*check)}, {"markdown", pageOf(*check)}}},
                 {"defaultConfiguration", {{"level", "warning"}}},
                 {"properties", {{"precision", "very-high"}, {"problem.severity", "warning"}}}});
        return all;
    }

    ordered_json location(const Location& at) const {
        const std::string path = shownPath(at.file.str(), input_.root);
        ordered_json artifact = {{"uri", uriOf(path)}};
        if (path != at.file.str())
            artifact["uriBaseId"] = "ROOT";
        else
            artifact["uri"] = "file://" + uriOf(path);
        return {{"physicalLocation",
                 {{"artifactLocation", artifact},
                  {"region", {{"startLine", at.line}, {"startColumn", column(at)}}}}}};
    }

    /// SARIF counts characters, facts count bytes.
    uint32_t column(const Location& at) const {
        const std::string line = lineOf(input_.source(at.file), at.line).substr(0, at.column - 1);
        return 1 +
               static_cast<uint32_t>(std::count_if(
                   line.begin(), line.end(), [](unsigned char c) { return (c & 0xC0) != 0x80; }));
    }

    ordered_json result(const Finding& finding) const {
        ordered_json related = ordered_json::array(), steps = ordered_json::array();
        for (const Note& note : finding.notes) {
            ordered_json at = location(note.at);
            at["message"] = {{"text", note.message}};
            related.push_back(at);
            steps.push_back({{"location", at}});
        }
        ordered_json self = location(finding.at);
        self["message"] = {{"text", finding.message}};
        steps.push_back({{"location", self}});
        ordered_json json = {
            {"ruleId", finding.check},
            {"level", input_.isError && input_.isError(finding) ? "error" : "warning"},
            {"message", {{"text", finding.message}}},
            {"locations", {location(finding.at)}}};
        if (!finding.notes.empty()) {
            json["relatedLocations"] = related;
            json["codeFlows"] = {{{"threadFlows", {{{"locations", steps}}}}}};
        }
        if (finding.fix) json["fixes"] = ordered_json::array({fix(*finding.fix)});
        return json;
    }

    ordered_json fix(const Fix& fix) const {
        ordered_json changes = ordered_json::array();
        Name file;
        for (const Edit& edit : fix.edits) {
            if (changes.empty() || edit.file != file)
                changes.push_back(
                    {{"artifactLocation", {{"uri", "file://" + uriOf(edit.file.str())}}},
                     {"replacements", ordered_json::array()}});
            file = edit.file;
            changes.back()["replacements"].push_back(
                {{"deletedRegion", {{"byteOffset", edit.offset}, {"byteLength", edit.length}}},
                 {"insertedContent", {{"text", edit.text}}}});
        }
        return {{"description", {{"text", fix.description}}}, {"artifactChanges", changes}};
    }

    const ReportInput& input_;
};

} // namespace

std::string reportSarif(const ReportInput& input) {
    return SarifReport(input).write().dump(2, ' ', false, ordered_json::error_handler_t::replace) +
           "\n";
}

} // namespace looplint
