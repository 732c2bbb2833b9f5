// One HTML file without scripts or network: the findings, each with its path from where the object
// was bound to where it is used, as text and as a picture whose last edge is the offending one.

#include "report/markup.h"
#include "report/report.h"

namespace looplint {

namespace {

constexpr const char* kStyle =
    "body{font:15px/1.5 sans-serif;max-width:60em;margin:2em auto;padding:0 1em;color:#222}"
    "h2{font-size:1.1em;margin:2em 0 .3em}pre{background:#f4f4f4;padding:.6em;overflow:auto}"
    "code{font-family:monospace}.place{color:#666}svg text{font:13px sans-serif}"
    ".step{fill:#eef3fa;stroke:#7a97bd}.last{fill:#fbe9e7;stroke:#c62828}"
    ".edge{stroke:#7a97bd;stroke-width:1.5}.bad{stroke:#c62828;stroke-width:2.5}";

class HtmlReport {
  public:
    explicit HtmlReport(const ReportInput& input) : input_(input) {}

    std::string write() const {
        std::string out = "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
                          "<title>looplint</title><style>" +
                          std::string(kStyle) + "</style></head><body>\n<h1>looplint: " +
                          std::to_string(input_.findings.size()) + " findings</h1>\n";
        for (const Finding& finding : input_.findings) out += section(finding);
        return out + "</body></html>\n";
    }

  private:
    std::string placeOf(const Location& at) const {
        return shownPath(at.file.str(), input_.root) + ":" + std::to_string(at.line) + ":" +
               std::to_string(at.column);
    }

    std::string section(const Finding& finding) const {
        std::string out = "<h2>" + escapedMarkup(finding.message) + "</h2>\n<p class=\"place\">" +
                          escapedMarkup(placeOf(finding.at)) + " [" + escapedMarkup(finding.check) +
                          "]</p>\n" + code(finding.at);
        if (finding.notes.empty()) return out;
        out += picture(finding) + "<ol>\n";
        for (const Note& note : finding.notes)
            out += "<li>" + escapedMarkup(note.message) + " <span class=\"place\">" +
                   escapedMarkup(placeOf(note.at)) + "</span>" + code(note.at) + "</li>\n";
        return out + "</ol>\n";
    }

    std::string code(const Location& at) const {
        const std::string line = lineOf(input_.source(at.file), at.line);
        return line.empty() ? "" : "<pre><code>" + escapedMarkup(line) + "</code></pre>\n";
    }

    /// A column of boxes: the notes in order, then the finding.
    std::string picture(const Finding& finding) const {
        constexpr unsigned kHeight = 58;
        const size_t steps = finding.notes.size() + 1;
        std::string out = "<svg width=\"100%\" height=\"" + std::to_string(steps * kHeight) +
                          "\" role=\"img\" aria-label=\"path of the finding\">\n";
        for (size_t i = 0; i < steps; ++i) {
            const bool isLast = i + 1 == steps;
            const unsigned top = static_cast<unsigned>(i) * kHeight;
            if (i > 0)
                out += "<line class=\"edge" + std::string(isLast ? " bad" : "") +
                       "\" x1=\"24\" x2=\"24\" y1=\"" + std::to_string(top - 22) + "\" y2=\"" +
                       std::to_string(top) + "\"/>\n";
            const Location& at = isLast ? finding.at : finding.notes[i].at;
            out += box(top, isLast, isLast ? finding.message : finding.notes[i].message, at);
        }
        return out + "</svg>\n";
    }

    std::string box(unsigned top, bool isLast, const std::string& text, const Location& at) const {
        return "<rect class=\"" + std::string(isLast ? "last" : "step") + "\" x=\"1\" y=\"" +
               std::to_string(top + 1) +
               "\" width=\"99%\" height=\"34\" rx=\"5\"/><text x=\"10\" y=\"" +
               std::to_string(top + 23) + "\">" + escapedMarkup(text) + " (" +
               escapedMarkup(placeOf(at)) + ")</text>\n";
    }

    const ReportInput& input_;
};

} // namespace

std::string reportHtml(const ReportInput& input) { return HtmlReport(input).write(); }

} // namespace looplint
