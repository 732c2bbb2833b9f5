#pragma once
// From bodies to events and blocks, in evaluation order, by Clang's CFG.

#include "analysis/fact.h"
#include "match/names.h"

#include <clang/AST/ExprCXX.h>

#include <unordered_map>

namespace looplint {

/// What the lambdas of the bodies that were read capture.
using LambdaCaptures = std::unordered_map<const clang::LambdaExpr*, List<Capture>>;

/// What the body (and member initialisers) of `function` do.
BodyFacts readBody(const clang::FunctionDecl* function, const DeclNames& names,
                   LambdaCaptures& lambdas);

/// The same for the initialiser of a variable with static storage.
BodyFacts readInitializer(const clang::VarDecl* variable, const DeclNames& names,
                          LambdaCaptures& lambdas);

} // namespace looplint
