#pragma once
// The checker, as `looplint prove` runs it: as a command, so that what is proved is what users see.

#include <string>
#include <vector>

namespace looplint {

/// A finding, as far as `prove` compares it.
struct ProvedFinding {
    std::string check;
    std::string file; // absolute
    unsigned line = 0;
    std::string message;
    bool hasFix = false;
};

class Checker {
  public:
    /// `tool` is the looplint executable.
    explicit Checker(std::string tool) : tool_(std::move(tool)) {}

    /// Lints one file of the compilation database in `build`. Throws UsageError if the checker
    /// could not do its work, FormatError if its output is not of the documented form.
    std::vector<ProvedFinding> lint(const std::string& build, const std::string& file) const;

    /// Applies the checker's fixes to the file in place. Throws UsageError.
    void fix(const std::string& build, const std::string& file) const;

  private:
    std::string tool_;
};

} // namespace looplint
