#pragma once
// Which object each construction in a body builds: the variable it initialises, the member, the
// base, the element of a braced list. Found once per body, before its events are read.

#include "match/values.h"

#include <clang/AST/DeclCXX.h>
#include <clang/AST/ExprCXX.h>
#include <llvm/ADT/DenseSet.h>

namespace looplint {

class Places {
  public:
    explicit Places(const DeclNames& names) : names_(names) {}

    void addBody(const clang::Stmt* body);
    void addInitializer(const clang::CXXCtorInitializer* init);
    void addVariable(const clang::VarDecl* variable);

    /// The object that `construct` builds; Unknown for a temporary.
    Value builtBy(const clang::Expr* construct) const;
    /// The new-expression around `construct`, or null.
    const clang::CXXNewExpr* newOf(const clang::Expr* construct) const {
        return heap_.lookup(construct);
    }
    /// Whether `expr` runs once, as part of a function-local static's initialiser.
    bool isOnce(const clang::Expr* expr) const { return once_.contains(expr); }

  private:
    void bind(const clang::Expr* init, Value object);
    void markOnce(const clang::Stmt* stmt);

    const DeclNames& names_;
    llvm::DenseMap<const clang::Expr*, Value> built_;
    llvm::DenseMap<const clang::Expr*, const clang::CXXNewExpr*> heap_;
    llvm::DenseSet<const clang::Stmt*> once_;
};

} // namespace looplint
