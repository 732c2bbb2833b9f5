#include "analysis/name_memo.h"

#include <unordered_map>

namespace looplint {

static Name memberOf(Name type, const char* prefix, std::unordered_map<Name, Name>& known) {
    const auto [entry, isNew] = known.try_emplace(type);
    if (!isNew) return entry->second;
    const std::string& name = type.str();
    return entry->second = Name(name + "::" + prefix + name.substr(name.rfind(':') + 1));
}

Name constructorOf(Name type) {
    static thread_local std::unordered_map<Name, Name> known;
    return memberOf(type, "", known);
}

bool isConstructorOf(Name function, Name type) {
    const std::string_view name = function.text(), of = type.text();
    const std::string_view last = of.substr(of.rfind(':') + 1);
    return name.size() == of.size() + 2 + last.size() && name.starts_with(of) &&
           name.substr(of.size()).starts_with("::") && name.ends_with(last);
}

Name destructorOf(Name type) {
    static thread_local std::unordered_map<Name, Name> known;
    return memberOf(type, "~", known);
}

} // namespace looplint
