#pragma once
// Reporters: findings to text. One function per format; none knows Clang.

#include "analysis/check.h"

#include <functional>
#include <string>

namespace looplint {

/// What reporters need beside the findings.
struct ReportInput {
    const std::vector<Finding>& findings;
    std::function<std::string(Name file)> source; // the text of a file; empty if unreadable
    std::function<bool(const Finding&)> isError;  // --warnings-as-errors
    std::string root;                             // paths below it are shown relative
    bool useColor = false;
};

std::string reportText(const ReportInput& input);
std::string reportJson(const ReportInput& input);
std::string reportSarif(const ReportInput& input);
std::string reportGithub(const ReportInput& input);
std::string reportGitlab(const ReportInput& input);
std::string reportJunit(const ReportInput& input);
std::string reportHtml(const ReportInput& input);

/// `file` relative to `root` if it lies below it.
std::string shownPath(const std::string& file, const std::string& root);

/// The line of `text` with that 1-based number, without its line break.
std::string lineOf(const std::string& text, uint32_t number);

} // namespace looplint
