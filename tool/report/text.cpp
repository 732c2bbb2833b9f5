// Text like clang's: place, message, check, the code line with a caret, notes.

#include "report/report.h"

namespace looplint {

std::string shownPath(const std::string& file, const std::string& root) {
    const std::string prefix = root.ends_with('/') ? root : root + "/";
    return !root.empty() && file.starts_with(prefix) ? file.substr(prefix.size()) : file;
}

std::string lineOf(const std::string& text, uint32_t number) {
    size_t at = 0;
    for (uint32_t line = 1; line < number; ++line) {
        at = text.find('\n', at);
        if (at == text.npos) return {};
        ++at;
    }
    std::string line = text.substr(at, text.find('\n', at) - at);
    if (line.ends_with('\r')) line.pop_back();
    return line;
}

namespace {

class TextReport {
  public:
    explicit TextReport(const ReportInput& input) : input_(input) {}

    std::string write() {
        for (const Finding& finding : input_.findings) add(finding);
        return std::move(out_);
    }

  private:
    void add(const Finding& finding) {
        const bool isError = input_.isError && input_.isError(finding);
        const std::string tag = " [" + finding.check + (isError ? ",-warnings-as-errors]" : "]");
        line(finding.at, isError ? "error" : "warning", isError ? "31" : "35",
             finding.message + tag);
        for (const Note& note : finding.notes) line(note.at, "note", "36", note.message);
        if (finding.fix) line(finding.at, "note", "36", "fix: " + finding.fix->description, false);
    }

    void line(const Location& at, const char* kind, const char* color, const std::string& message,
              bool withCode = true) {
        const std::string place = shownPath(at.file.str(), input_.root) + ":" +
                                  std::to_string(at.line) + ":" + std::to_string(at.column) + ": ";
        out_ += bold(place) + colored(std::string(kind) + ": ", color) + bold(message) + "\n";
        if (withCode) code(at);
    }

    void code(const Location& at) {
        const std::string text = lineOf(input_.source(at.file), at.line);
        if (text.empty()) return;
        std::string number = std::to_string(at.line);
        number.insert(0, 5 - std::min<size_t>(5, number.size()), ' ');
        std::string pad;
        for (const char c : text.substr(0, at.column - 1))
            if ((c & 0xC0) != 0x80)
                pad += c == '\t' ? '\t' : ' '; // one per character, not per byte
        out_ += number + " | " + text + "\n      | " + pad + colored("^", "32") + "\n";
    }

    std::string bold(const std::string& text) const {
        return input_.useColor ? "\033[1m" + text + "\033[0m" : text;
    }
    std::string colored(const std::string& text, const char* color) const {
        return input_.useColor ? std::string("\033[1;") + color + "m" + text + "\033[0m" : text;
    }

    const ReportInput& input_;
    std::string out_;
};

} // namespace

std::string reportText(const ReportInput& input) { return TextReport(input).write(); }

} // namespace looplint
