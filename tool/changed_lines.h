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
    /// clang-tidy's --line-filter: [{"name": "end of a path", "lines": [[first, last], …]}, …]; an
    /// entry without lines is a whole file. Throws FormatError.
    static ChangedLines fromFilter(const std::string& json);

    bool contains(const Location& at) const;
    void keepOnly(std::vector<Finding>& findings) const;

  private:
    ChangedLines() = default;
    struct Range {
        uint32_t first, last;
    };
    using Files = std::map<std::string, std::vector<Range>>;
    bool contains(const Files::value_type& file, const Location& at) const;
    Files files_;               // by absolute path
    bool arePathsWhole_ = true; // or the ends of paths
};

} // namespace looplint
