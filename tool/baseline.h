#pragma once
// Baseline: findings of old code that are known and not reported again. Kept by file and
// fingerprint (report/fingerprint.h), without lines, and counted: a second finding of a kind that
// is known once is new.

#include "analysis/finding.h"

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace looplint {

class Baseline {
  public:
    Baseline() = default;
    /// Files are kept relative to `root`.
    Baseline(const std::vector<Finding>& findings, const std::string& root);
    /// Throws FormatError naming `source`, the place and what was expected.
    static Baseline read(std::string_view text, const std::string& source);
    std::string write() const;

    /// Removes the findings that are known. Returns how many of the known were not found.
    size_t apply(std::vector<Finding>& findings, const std::string& root) const;
    /// Takes up what is in `more`, beside what is known.
    void add(const Baseline& more);
    /// Forgets what is not in `now`; takes up nothing new.
    void prune(const Baseline& now);
    size_t size() const;

  private:
    using Key = std::pair<std::string, std::string>; // file, fingerprint
    std::map<Key, uint32_t> counts_;
};

} // namespace looplint
