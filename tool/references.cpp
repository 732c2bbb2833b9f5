#include "references.h"

#include "match/names.h"

#include <clang/AST/RecursiveASTVisitor.h>
#include <clang/Lex/Lexer.h>

#include <algorithm>

using namespace clang;

namespace looplint {

namespace {

class ReferenceVisitor : public RecursiveASTVisitor<ReferenceVisitor> {
  public:
    explicit ReferenceVisitor(ASTContext& context)
        : names_(context), sources_(context.getSourceManager()), options_(context.getLangOpts()) {}
    std::vector<ViewReference> take() { return std::move(found_); }

    bool TraverseDecl(Decl* decl) {
        const bool isTop =
            decl && decl->getDeclContext() && isa<TranslationUnitDecl>(decl->getDeclContext());
        if (isTop && !sources_.isInMainFile(sources_.getExpansionLoc(decl->getLocation())))
            return true;
        return RecursiveASTVisitor::TraverseDecl(decl);
    }
    bool TraverseLambdaExpr(LambdaExpr* lambda) {
        add(lambda->getCallOperator(), lambda->getIntroducerRange().getBegin());
        return RecursiveASTVisitor::TraverseLambdaExpr(lambda);
    }
    bool VisitDeclaratorDecl(DeclaratorDecl* decl) {
        if (isNamed(decl)) add(decl, decl->getLocation());
        return true;
    }
    bool VisitDeclRefExpr(DeclRefExpr* expr) {
        if (isNamed(expr->getDecl())) add(expr->getDecl(), expr->getLocation());
        return true;
    }
    bool VisitMemberExpr(MemberExpr* expr) {
        if (isNamed(expr->getMemberDecl())) add(expr->getMemberDecl(), expr->getMemberLoc());
        return true;
    }
    bool VisitCXXCtorInitializer(CXXCtorInitializer*) { return true; }
    bool TraverseConstructorInitializer(CXXCtorInitializer* initializer) {
        if (initializer->isWritten() && initializer->isAnyMemberInitializer())
            add(initializer->getAnyMember(), initializer->getMemberLocation());
        return RecursiveASTVisitor::TraverseConstructorInitializer(initializer);
    }

  private:
    bool isNamed(const Decl* decl) const {
        if (isa<VarDecl, FieldDecl>(decl)) return true;
        return isa<FunctionDecl>(decl) && names_.isProject(decl->getLocation());
    }
    void add(const Decl* decl, SourceLocation at) {
        if (at.isInvalid() || at.isMacroID() || !sources_.isInMainFile(at)) return;
        const unsigned length = Lexer::MeasureTokenLength(at, sources_, options_);
        found_.push_back({sources_.getSpellingLineNumber(at), sources_.getSpellingColumnNumber(at),
                          length, viewId(names_.entityOf(decl))});
    }

    DeclNames names_;
    const SourceManager& sources_;
    const LangOptions& options_;
    std::vector<ViewReference> found_;
};

} // namespace

std::vector<ViewReference> referencesIn(ASTContext& context) {
    ReferenceVisitor visitor(context);
    visitor.TraverseAST(context);
    std::vector<ViewReference> found = visitor.take();
    const auto key = [](const ViewReference& r) { return std::pair(r.line, r.column); };
    std::ranges::sort(found, {}, key);
    const auto twice = std::ranges::unique(found, {}, key);
    found.erase(twice.begin(), twice.end());
    return found;
}

} // namespace looplint
