#pragma once
// From bodies to events and blocks, in evaluation order, by Clang's CFG.

#include "analysis/fact.h"
#include "match/names.h"

#include <clang/AST/ExprCXX.h>

#include <unordered_map>

namespace looplint {

/// What the lambdas of the bodies that were read capture.
using LambdaCaptures = std::unordered_map<const clang::LambdaExpr*, std::vector<Capture>>;

/// Fills in the events and blocks of `fact` from the body (and member initialisers) of `function`.
void readBody(const clang::FunctionDecl* function, const DeclNames& names, FunctionFact& fact,
              LambdaCaptures& lambdas);

/// The same for the initialiser of a variable with static storage.
void readInitializer(const clang::VarDecl* variable, const DeclNames& names, FunctionFact& fact,
                     LambdaCaptures& lambdas);

} // namespace looplint
