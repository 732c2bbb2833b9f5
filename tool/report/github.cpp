// GitHub's workflow commands: what a job prints becomes an annotation on the line.

#include "report/report.h"

namespace looplint {

/// Text as the commands want it; in a property ':' and ',' end the value.
static std::string escaped(const std::string& text, bool isProperty) {
    std::string out;
    for (const char c : text)
        if (c == '%')
            out += "%25";
        else if (c == '\n')
            out += "%0A";
        else if (c == '\r')
            out += "%0D";
        else if (isProperty && c == ':')
            out += "%3A";
        else if (isProperty && c == ',')
            out += "%2C";
        else
            out += c;
    return out;
}

std::string reportGithub(const ReportInput& input) {
    std::string out;
    for (const Finding& finding : input.findings) {
        std::string message = finding.message;
        for (const Note& note : finding.notes)
            message += "\n" + shownPath(note.at.file.str(), input.root) + ":" +
                       std::to_string(note.at.line) + ": " + note.message;
        const bool isError = input.isError && input.isError(finding);
        out += std::string(isError ? "::error" : "::warning") +
               " file=" + escaped(shownPath(finding.at.file.str(), input.root), true) +
               ",line=" + std::to_string(finding.at.line) +
               ",col=" + std::to_string(finding.at.column) +
               ",title=" + escaped(finding.check, true) + "::" + escaped(message, false) + "\n";
    }
    return out;
}

} // namespace looplint
