#pragma once
// Where a variable and the functions that use it are referred to in one unit, as rewriters need it.

#include <clang/AST/Decl.h>
#include <clang/AST/Expr.h>

#include <vector>

namespace looplint {

struct Reference {
    const clang::DeclRefExpr* expr = nullptr;
    const clang::FunctionDecl* function = nullptr; // around it; null in an initialiser
    const clang::CallExpr* call = nullptr;         // it is the callee of this call
    bool isInLambda = false;
    bool isInMacro = false;
};

/// All references to `decl` in the project's code of its unit, in order.
std::vector<Reference> referencesTo(const clang::ValueDecl* decl);

/// The top-level statement of `body` that `inner` is part of; null if it is none of its.
const clang::Stmt* topLevelStatement(const clang::Stmt* body, const clang::Stmt* inner);

/// The variable of the unit at hand with that USR; null if there is none.
const clang::VarDecl* variableWithUsr(clang::ASTContext& context, llvm::StringRef usr);

/// The unit's main function with its body; null if it has none.
const clang::FunctionDecl* mainOf(clang::ASTContext& context);

} // namespace looplint
