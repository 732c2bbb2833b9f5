#include "loop/matches.h"

#include "loop/errors.h"

namespace loop {

const Matches::Value& Matches::find(std::string_view name) const {
    for (const auto& [key, value] : values_)
        if (key == name) return value;
    throw KeyError(std::string(name));
}

void Matches::throw_wrong_type(std::string_view name) const {
    static constexpr const char* names[] = {"None", "str", "int", "float", "datetime"};
    throw TypeError("match '" + std::string(name) + "' is of type " + names[find(name).index()]);
}

} // namespace loop
