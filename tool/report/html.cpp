// One HTML file without scripts or network: the findings, each with its story and a picture.

#include "report/markup.h"
#include "report/picture.h"
#include "report/report.h"

namespace looplint {

namespace {

constexpr const char* kStyle =
    "body{font:15px/1.5 sans-serif;max-width:60em;margin:2em auto;padding:0 1em;color:#222}"
    "h2{font-size:1.1em;margin:2em 0 .3em}pre{background:#f4f4f4;padding:.6em;overflow:auto}"
    "code{font-family:monospace}.place{color:#666}";

class HtmlReport {
  public:
    explicit HtmlReport(const ReportInput& input) : input_(input) {}

    std::string write() const {
        const size_t count = input_.findings.size();
        std::string out = "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
                          "<title>looplint</title><style>" +
                          std::string(kStyle) + kPictureStyle +
                          "</style></head><body>\n<h1>looplint: " + std::to_string(count) +
                          (count == 1 ? " finding" : " findings") + "</h1>\n";
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
        out += pictureOf(finding, [&](const Location& at) { return placeOf(at); }) + "<ol>\n";
        for (const Note& note : finding.notes)
            out += "<li>" + escapedMarkup(note.message) + " <span class=\"place\">" +
                   escapedMarkup(placeOf(note.at)) + "</span>" + code(note.at) + "</li>\n";
        return out + "</ol>\n";
    }

    std::string code(const Location& at) const {
        const std::string line = lineOf(input_.source(at.file), at.line);
        return line.empty() ? "" : "<pre><code>" + escapedMarkup(line) + "</code></pre>\n";
    }

    const ReportInput& input_;
};

} // namespace

std::string reportHtml(const ReportInput& input) { return HtmlReport(input).write(); }

} // namespace looplint
