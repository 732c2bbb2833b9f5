#include "fix/references.h"

#include "match/names.h"

#include <clang/AST/RecursiveASTVisitor.h>
#include <clang/Basic/SourceManager.h>

using namespace clang;

namespace looplint {

namespace {

class ReferenceVisitor : public RecursiveASTVisitor<ReferenceVisitor> {
  public:
    ReferenceVisitor(const ValueDecl* decl, const SourceManager& sources)
        : decl_(decl->getCanonicalDecl()), sources_(sources) {}
    std::vector<Reference> found;

    bool TraverseDecl(Decl* decl) {
        const bool isTop =
            decl && decl->getDeclContext() && decl->getDeclContext()->isTranslationUnit();
        if (isTop && !isa<TranslationUnitDecl>(decl) && isOutside(sources_, decl->getLocation()))
            return true;
        const FunctionDecl* before = function_;
        if (auto* function = dyn_cast_or_null<FunctionDecl>(decl); function && lambdas_ == 0)
            function_ = function;
        const bool go = RecursiveASTVisitor::TraverseDecl(decl);
        function_ = before;
        return go;
    }
    bool TraverseLambdaExpr(LambdaExpr* lambda) {
        ++lambdas_;
        const bool go = RecursiveASTVisitor::TraverseLambdaExpr(lambda);
        --lambdas_;
        return go;
    }
    bool VisitCallExpr(CallExpr* call) {
        call_ = call;
        return true;
    }
    bool VisitDeclRefExpr(DeclRefExpr* expr) {
        if (expr->getDecl()->getCanonicalDecl() != decl_) return true;
        const bool isCallee = call_ && call_->getCallee()->IgnoreParenImpCasts() == expr;
        found.push_back({expr, function_, isCallee ? call_ : nullptr, lambdas_ > 0,
                         expr->getLocation().isMacroID()});
        return true;
    }

  private:
    const Decl* decl_;
    const SourceManager& sources_;
    const FunctionDecl* function_ = nullptr;
    const CallExpr* call_ = nullptr; // the last call entered: its callee is visited first
    int lambdas_ = 0;
};

template <class T, class Accept>
class FindDecl : public RecursiveASTVisitor<FindDecl<T, Accept>> {
  public:
    explicit FindDecl(Accept accept) : accept_(accept) {}
    const T* found = nullptr;
    bool VisitNamedDecl(NamedDecl* decl) {
        const auto* candidate = dyn_cast<T>(decl);
        if (candidate && accept_(candidate)) found = candidate;
        return !found;
    }

  private:
    Accept accept_;
};

template <class T, class Accept>
const T* findDecl(ASTContext& context, Accept accept) {
    FindDecl<T, Accept> search(accept);
    for (Decl* decl : context.getTranslationUnitDecl()->decls()) {
        if (isOutside(context.getSourceManager(), decl->getLocation())) continue;
        if (!search.TraverseDecl(decl)) break;
    }
    return search.found;
}

} // namespace

std::vector<Reference> referencesTo(const ValueDecl* decl) {
    ASTContext& context = decl->getASTContext();
    ReferenceVisitor visitor(decl, context.getSourceManager());
    visitor.TraverseDecl(context.getTranslationUnitDecl());
    return std::move(visitor.found);
}

static bool contains(const Stmt* outer, const Stmt* inner) {
    if (outer == inner) return true;
    for (const Stmt* child : outer->children())
        if (child && contains(child, inner)) return true;
    return false;
}

const Stmt* topLevelStatement(const Stmt* body, const Stmt* inner) {
    for (const Stmt* statement : body->children())
        if (statement && contains(statement, inner)) return statement;
    return nullptr;
}

const VarDecl* variableWithUsr(ASTContext& context, llvm::StringRef usr) {
    const DeclNames names(context);
    return findDecl<VarDecl>(context, [&](const VarDecl* variable) {
        return variable->isThisDeclarationADefinition() && variable->hasGlobalStorage() &&
               names.entityOf(variable).usr.str() == usr;
    });
}

const FunctionDecl* mainOf(ASTContext& context) {
    return findDecl<FunctionDecl>(context, [](const FunctionDecl* function) {
        return function->isMain() && function->doesThisDeclarationHaveABody();
    });
}

} // namespace looplint
