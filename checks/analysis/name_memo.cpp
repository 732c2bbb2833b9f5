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

Name destructorOf(Name type) {
    static thread_local std::unordered_map<Name, Name> known;
    return memberOf(type, "~", known);
}

} // namespace looplint
