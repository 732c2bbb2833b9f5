#pragma once
// Held: the loop-bound objects that an object holds, as itself, as bases, members and elements,
// at any depth.

#include "analysis/program.h"
#include "models/model.h"

namespace looplint {

/// One loop-bound object inside another, by the path of members to it.
struct HeldObject {
    const BoundType* bound = nullptr;
    Type type;
    std::vector<Name> path;   // empty: the object itself is bound
    std::vector<Location> at; // where each member of the path is declared
    bool isOptional = false; // in a pointer, optional or container: there only if something made it
};

/// The bound type of a class or of one of its bases; null if it is not bound.
const BoundType* boundTypeOf(const Type& type, const Program& program, const Models& models);

/// All that an object of `type` holds by value or in a standard holder. Pointers and references
/// hold nothing.
std::vector<HeldObject> heldBy(const Type& type, const Program& program, const Models& models);

} // namespace looplint
