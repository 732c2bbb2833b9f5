#pragma once
// From bodies to events and blocks, in evaluation order, by Clang's CFG.

#include "analysis/fact.h"
#include "match/names.h"

namespace looplint {

/// Fills in the events and blocks of `fact` from the body (and member initialisers) of `function`.
void readBody(const clang::FunctionDecl* function, const DeclNames& names, FunctionFact& fact);

/// The same for the initialiser of a variable with static storage.
void readInitializer(const clang::VarDecl* variable, const DeclNames& names, FunctionFact& fact);

} // namespace looplint
