// looplint's own JSON: the findings as they are.

#include "report/report.h"

#include <nlohmann/json.hpp>

using nlohmann::ordered_json;

namespace looplint {

static ordered_json place(const Location& at) {
    return {{"file", at.file.str()}, {"line", at.line}, {"column", at.column}};
}

static ordered_json ofFix(const Fix& fix) {
    ordered_json edits = ordered_json::array();
    for (const Edit& edit : fix.edits)
        edits.push_back({{"file", edit.file.str()},
                         {"offset", edit.offset},
                         {"length", edit.length},
                         {"text", edit.text}});
    return {{"description", fix.description}, {"edits", edits}};
}

static ordered_json ofFinding(const Finding& finding) {
    ordered_json json = {
        {"check", finding.check}, {"level", finding.level}, {"message", finding.message}};
    json.update(place(finding.at));
    json["notes"] = ordered_json::array();
    for (const Note& note : finding.notes) {
        ordered_json entry = place(note.at);
        entry["message"] = note.message;
        json["notes"].push_back(entry);
    }
    json["fix"] = finding.fix ? ofFix(*finding.fix) : ordered_json(nullptr);
    return json;
}

std::string reportJson(const ReportInput& input) {
    ordered_json document = {{"version", 1}, {"findings", ordered_json::array()}};
    for (const Finding& finding : input.findings)
        document["findings"].push_back(ofFinding(finding));
    return document.dump(2, ' ', false, ordered_json::error_handler_t::replace) + "\n";
}

} // namespace looplint
