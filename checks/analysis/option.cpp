#include "analysis/option.h"

namespace looplint {

std::string OptionValues::get(std::string_view check, const Option& option) const {
    auto value = values_.find(std::string(check) + "." + std::string(option.name));
    return value == values_.end() ? std::string(option.fallback) : value->second;
}

std::vector<std::string> OptionValues::list(std::string_view check, const Option& option) const {
    std::vector<std::string> parts;
    std::string text = get(check, option);
    for (size_t at = 0; at < text.size();) {
        const size_t end = std::min(text.find(';', at), text.size());
        if (end > at) parts.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    return parts;
}

} // namespace looplint
