#pragma once
// Option: a setting of a check, declared once, next to the check. Configuration, --list-checks
// and the pages all read this declaration.

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace looplint {

struct Option {
    std::string_view name; // as in `options: {loop-static-object.allowed-types: …}`
    std::string_view fallback;
    std::string_view help;
};

/// The values given by the user, by "check.option".
class OptionValues {
  public:
    void set(std::string key, std::string value) { values_[std::move(key)] = std::move(value); }
    std::string get(std::string_view check, const Option& option) const;
    /// The value as a list, separated by ';'.
    std::vector<std::string> list(std::string_view check, const Option& option) const;
    const std::map<std::string, std::string>& all() const { return values_; }

  private:
    std::map<std::string, std::string> values_;
};

} // namespace looplint
