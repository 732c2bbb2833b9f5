#pragma once
// NOLINT comments, with clang-tidy's rules: NOLINT, NOLINTNEXTLINE, NOLINTBEGIN … NOLINTEND, each
// with an optional list of check globs in parentheses.

#include "analysis/finding.h"

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace looplint {

/// The suppressions of one file.
class Suppressions {
  public:
    explicit Suppressions(std::string_view text);

    /// Marks what covers it as used.
    bool covers(uint32_t line, const std::string& check);

    struct Range {
        uint32_t first, last;
        std::string globs; // "*" if no list was given
        uint32_t line;     // of the comment
        bool isUsed = false;
    };
    const std::vector<Range>& ranges() const { return ranges_; }

  private:
    void addLine(std::string_view line, uint32_t number);
    std::vector<Range> ranges_;
    std::vector<Range> open_; // NOLINTBEGIN without its end so far
};

/// Removes the findings that a comment at their place suppresses.
class Suppressor {
  public:
    Suppressor() = default;
    /// `open`: texts that stand for the files on disk, by path.
    explicit Suppressor(std::map<std::string, std::string> open) : open_(std::move(open)) {}

    void drop(std::vector<Finding>& findings);
    /// A finding for each comment in `files` that names a check for which `isEnabled`, and hides
    /// nothing of what was dropped so far.
    std::vector<Finding> unused(const std::vector<Name>& files,
                                const std::function<bool(const std::string& check)>& isEnabled);

    /// The name under which they are reported.
    static constexpr const char* kUnused = "looplint-unused-suppression";

  private:
    std::string textOf(const std::string& file) const;
    Suppressions& of(Name file);

    std::map<std::string, std::string> open_;
    std::map<Name, Suppressions> files_;
};

} // namespace looplint
