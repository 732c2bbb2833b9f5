#pragma once
// Objects that stay when the one that they are a member of is moved to another thread: only
// children move along, and a member is no child unless it is made one.

#include "analysis/engine.h"

namespace looplint {

/// The class of an object that was moved to a thread without its member, and where it was.
struct LeftBehind {
    Name whole;
    Site move;
};

/// Whether `member`, which `function` uses in `context`, was left behind by an object that is at
/// home there.
std::optional<LeftBehind> leftBehind(const Program& program, const Engine& engine, ObjectId member,
                                     const FunctionFact& function, const Context& context);

} // namespace looplint
