#pragma once
// NOLINT comments, with clang-tidy's rules: NOLINT, NOLINTNEXTLINE, NOLINTBEGIN … NOLINTEND, each
// with an optional list of check globs in parentheses.

#include "analysis/finding.h"

#include <map>
#include <string>
#include <vector>

namespace looplint {

/// The suppressions of one file.
class Suppressions {
  public:
    explicit Suppressions(std::string_view text);

    bool covers(uint32_t line, const std::string& check) const;

  private:
    struct Range {
        uint32_t first, last;
        std::string globs; // "*" if no list was given
    };
    void addLine(std::string_view line, uint32_t number);
    std::vector<Range> ranges_;
    std::vector<Range> open_; // NOLINTBEGIN without its end so far
};

/// Removes the findings that a comment at their place suppresses. `open`: texts that stand for the
/// files on disk, by path.
void dropSuppressed(std::vector<Finding>& findings,
                    const std::map<std::string, std::string>& open = {});

} // namespace looplint
