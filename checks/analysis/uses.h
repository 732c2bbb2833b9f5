#pragma once
// Uses: every call and construction of a program that may only happen at home, with the object it
// is on.

#include "analysis/engine.h"

namespace looplint {

struct Use {
    Site site;
    std::optional<ObjectId> object; // nothing if it is not about one, or it is not known which
    const Operation* operation = nullptr; // null: a call that may be anywhere, but touches it
};

/// In the order of the program's functions.
std::vector<Use> usesOf(const Program& program, const Models& models, const Engine& engine);

} // namespace looplint
