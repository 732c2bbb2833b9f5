#pragma once
// From expressions to Values: which object, callable or result an expression stands for.

#include "analysis/fact.h"
#include "match/names.h"

#include <clang/AST/ExprCXX.h>
#include <llvm/ADT/DenseMap.h>

namespace looplint {

/// The events of the function at hand, by the expression that made them.
using EventIndex = llvm::DenseMap<const clang::Expr*, uint32_t>;

/// Strips what does not change the object an expression stands for: parentheses, casts,
/// temporaries, `&`, `*`, std::move, std::ref, smart pointers' accessors, copies and moves.
/// `isMoved` is set if there was a std::move.
const clang::Expr* transparent(const clang::Expr* expr, bool* isMoved = nullptr);

/// Whether `expr` is one of the calls or constructions that `transparent` looks through.
bool isTransparent(const clang::Expr* expr);

Value variableValue(const clang::VarDecl* variable, const DeclNames& names);
Value fieldValue(const clang::FieldDecl* field, Value base, const DeclNames& names);
Value valueOf(const clang::Expr* expr, const DeclNames& names, const EventIndex& events);
/// What a lambda captures; `events` are those of the function that it stands in.
List<Capture> capturesOf(const clang::LambdaExpr* lambda, const DeclNames& names,
                                const EventIndex& events);

} // namespace looplint
