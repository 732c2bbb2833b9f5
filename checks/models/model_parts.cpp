#include "models/model_parts.h"

namespace looplint {

bool flag(const JsonPlace& place, const char* key) {
    return place.has(key) && place.at(key).boolean();
}

std::vector<Name> methods(const JsonPlace& place, const char* key, Name type) {
    std::vector<Name> names;
    if (place.has(key))
        for (const std::string& method : place.at(key).strings())
            names.push_back(type + "::" + method);
    return names;
}

std::string advice(const JsonPlace& place) {
    return place.has("advice") ? place.at("advice").string() : "";
}

Operand operand(const JsonPlace& place) {
    if (!place.isString()) return {place.number()};
    if (place.string() == "object") return {Operand::kObject};
    if (place.string() == "result") return {Operand::kResult};
    place.fail("expected the index of an argument, \"object\" or \"result\"");
}

Operand operand(const JsonPlace& place, const char* key, uint32_t otherwise) {
    return place.has(key) ? operand(place.at(key)) : Operand{otherwise};
}

void readBinding(const JsonPlace& place, BoundType& bound) {
    if (place.isObject()) {
        place.onlyKeys({"argument"});
        bound.binding = Binding::Argument;
        bound.argument = place.at("argument").number();
        return;
    }
    const std::string text = place.isString() ? place.string() : "";
    if (text == "current")
        bound.binding = Binding::Current;
    else if (text == "thread")
        bound.binding = Binding::Thread;
    else if (text == "call")
        bound.binding = Binding::Call;
    else
        place.fail("expected {\"argument\": N}, \"current\", \"thread\" or \"call\"");
}

StaticRule staticRule(const JsonPlace& place) {
    const std::string text = place.string();
    if (text == "never") return StaticRule::Never;
    if (text == "judged") return StaticRule::Judged;
    if (text == "allowed") return StaticRule::Allowed;
    place.fail("expected \"never\", \"judged\" or \"allowed\"");
}

Startup startup(const JsonPlace& place) {
    place.onlyKeys({"application", "entries", "handlers", "info", "handler", "access"});
    return {Name(place.at("application").string()), place.at("entries").string(),
            place.at("handlers").string(),          Name(place.at("info").string()),
            place.at("handler").string(),           place.at("access").string()};
}

} // namespace looplint
