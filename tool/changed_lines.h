#pragma once
// ChangedLines: the lines that a diff adds or changes. The analysis is of the whole program all the
// same; a finding is kept if it, or a place that it names, stands on such a line.

#include "analysis/finding.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace looplint {

class ChangedLines {
  public:
    /// Reads a unified diff, as git and diff -u write it, whose paths are relative to `root`.
    ChangedLines(std::string_view diff, const std::string& root);
    /// `base` is a commit, or "-" for a diff on stdin. Throws UsageError if git cannot say.
    static ChangedLines since(const std::string& base);

    bool contains(const Location& at) const;
    void keepOnly(std::vector<Finding>& findings) const;

  private:
    struct Range {
        uint32_t first, last;
    };
    std::map<std::string, std::vector<Range>> files_; // by absolute path
};

} // namespace looplint
