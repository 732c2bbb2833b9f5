#include "match/places.h"

#include <clang/AST/StmtCXX.h>

using namespace clang;

namespace looplint {

void Places::addBody(const Stmt* body) {
    if (!body) return;
    if (const auto* declarations = dyn_cast<DeclStmt>(body))
        for (const Decl* decl : declarations->decls())
            if (const auto* variable = dyn_cast<VarDecl>(decl)) {
                addVariable(variable);
                if (variable->isStaticLocal()) markOnce(variable->getInit());
            }
    if (const auto* allocation = dyn_cast<CXXNewExpr>(body))
        if (const Expr* construct = allocation->getConstructExpr()) heap_[construct] = allocation;
    if (const auto* lambda = dyn_cast<LambdaExpr>(body)) {
        for (const Expr* init : lambda->capture_inits()) addBody(init);
        return; // the body of a lambda is a function of its own
    }
    for (const Stmt* child : body->children()) addBody(child);
}

void Places::addVariable(const VarDecl* variable) {
    if (!variable->hasInit()) return;
    bind(variable->getInit(), variableValue(variable, names_));
}

void Places::addInitializer(const CXXCtorInitializer* init) {
    addBody(init->getInit());
    if (const FieldDecl* field = init->getAnyMember())
        bind(init->getInit(), fieldValue(field, {.kind = ValueKind::This}, names_));
    else
        bind(init->getInit(), {.kind = ValueKind::This});
}

/// Looks through what Clang wraps around an initialiser without changing what is initialised.
static const Expr* unwrapped(const Expr* init) {
    while (init) {
        const Expr* inner = init->IgnoreImplicit()->IgnoreParens();
        if (const auto* cast = dyn_cast<CXXFunctionalCastExpr>(inner)) inner = cast->getSubExpr();
        if (const auto* member = dyn_cast<CXXDefaultInitExpr>(inner)) inner = member->getExpr();
        if (inner == init) return init;
        init = inner;
    }
    return init;
}

/// What a smart pointer is made of: `new T` in `unique_ptr<T> p{new T}`, a call in
/// `shared_ptr<T> p = make_unique<T>()`. Plain pointers own nothing.
static const Expr* ownedBy(const Expr* init) {
    if (!init->isPRValue() || !init->getType()->isRecordType()) return nullptr;
    const Expr* inner = transparent(init);
    if (inner == init) return nullptr;
    if (const auto* allocation = dyn_cast<CXXNewExpr>(inner)) return allocation->getConstructExpr();
    return inner;
}

void Places::bind(const Expr* init, Value object) {
    init = unwrapped(init);
    if (!init || init->getType().isNull()) return; // a list in parentheses that was not understood
    built_[init] = object;
    if (const Expr* owned = ownedBy(init)) built_[owned] = object;
    const auto* list = dyn_cast<InitListExpr>(init);
    const CXXRecordDecl* record = list ? list->getType()->getAsCXXRecordDecl() : nullptr;
    if (!record || !record->hasDefinition()) return;
    unsigned index = record->getNumBases();
    for (const FieldDecl* field : record->fields()) {
        if (index >= list->getNumInits()) return;
        bind(list->getInit(index++), fieldValue(field, object, names_));
    }
}

Value Places::builtBy(const Expr* construct) const {
    auto place = built_.find(construct);
    return place == built_.end() ? Value{} : place->second;
}

void Places::markOnce(const Stmt* stmt) {
    if (!stmt) return;
    once_.insert(stmt);
    if (isa<LambdaExpr>(stmt)) return;
    for (const Stmt* child : stmt->children()) markOnce(child);
}

} // namespace looplint
