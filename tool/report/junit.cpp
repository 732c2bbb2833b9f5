// JUnit's XML: one test case per file with findings; a clean run is one case that passed.

#include "report/markup.h"
#include "report/report.h"

namespace looplint {

std::string escapedMarkup(const std::string& text) {
    std::string out;
    for (const char c : text) switch (c) {
        case '<':
            out += "&lt;";
            break;
        case '>':
            out += "&gt;";
            break;
        case '&':
            out += "&amp;";
            break;
        case '"':
            out += "&quot;";
            break;
        case '\'':
            out += "&#39;";
            break;
        default:
            if (static_cast<unsigned char>(c) >= ' ' || c == '\n' || c == '\t') out += c;
        }
    return out;
}

static std::string failureOf(const Finding& finding, const ReportInput& input) {
    std::string text = shownPath(finding.at.file.str(), input.root) + ":" +
                       std::to_string(finding.at.line) + ":" + std::to_string(finding.at.column) +
                       ": " + finding.message;
    for (const Note& note : finding.notes)
        text += "\n" + shownPath(note.at.file.str(), input.root) + ":" +
                std::to_string(note.at.line) + ":" + std::to_string(note.at.column) +
                ": note: " + note.message;
    return "    <testcase classname=\"" + escapedMarkup(finding.check) + "\" name=\"" +
           escapedMarkup(shownPath(finding.at.file.str(), input.root)) + ":" +
           std::to_string(finding.at.line) + "\">\n      <failure type=\"" +
           escapedMarkup(finding.check) + "\" message=\"" + escapedMarkup(finding.message) + "\">" +
           escapedMarkup(text) + "</failure>\n    </testcase>\n";
}

std::string reportJunit(const ReportInput& input) {
    const std::string count = std::to_string(input.findings.size());
    const bool isClean = input.findings.empty();
    std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n"
                      "  <testsuite name=\"looplint\" tests=\"" +
                      (isClean ? "1" : count) + "\" failures=\"" + count + "\">\n";
    for (const Finding& finding : input.findings) out += failureOf(finding, input);
    if (isClean) out += "    <testcase classname=\"looplint\" name=\"no findings\"/>\n";
    return out + "  </testsuite>\n</testsuites>\n";
}

} // namespace looplint
