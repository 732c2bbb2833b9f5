#pragma once
// From a parsed translation unit to its facts: the one place where the AST becomes plain values.

#include "analysis/unit_facts.h"

#include <clang/AST/ASTContext.h>

namespace looplint {

/// The facts of everything in `context` that belongs to the project.
UnitFacts extractFacts(clang::ASTContext& context);

} // namespace looplint
