#pragma once
// Entity: the identity of a declaration across translation units: Clang's USR, and the unit for
// declarations with internal linkage (two units may each have a `static void start()`).

#include "analysis/name.h"

namespace looplint {

struct Entity {
    Name usr;
    Name unit; // empty for external linkage

    explicit operator bool() const { return !usr.empty(); }
    friend bool operator==(const Entity&, const Entity&) = default;
    friend auto operator<=>(const Entity&, const Entity&) = default;
};

} // namespace looplint

template <>
struct std::hash<looplint::Entity> {
    size_t operator()(const looplint::Entity& e) const noexcept {
        return std::hash<looplint::Name>{}(e.usr) * 31 + std::hash<looplint::Name>{}(e.unit);
    }
};
