// From   delete worker;     to     worker->deleteLater();

#include "fix/edits.h"
#include "fix/rewrite.h"
#include "fix/words.h"

#include <clang/AST/ExprCXX.h>
#include <clang/AST/RecursiveASTVisitor.h>

using namespace clang;

namespace looplint {

namespace {
struct DeleteSearch : RecursiveASTVisitor<DeleteSearch> {
    DeleteSearch(const DeclNames& names, const Location& at) : names(names), at(at) {}
    const DeclNames& names;
    const Location& at;
    const CXXDeleteExpr* found = nullptr;

    bool VisitCXXDeleteExpr(CXXDeleteExpr* expr) {
        if (names.locationOf(expr->getBeginLoc()) == at) found = expr;
        return !found;
    }
};
} // namespace

std::optional<Fix> deleteLater(ASTContext& context, const Finding& finding, const Models& models) {
    const DeclNames names(context);
    DeleteSearch search(names, finding.at);
    search.TraverseDecl(context.getTranslationUnitDecl());
    if (!search.found || search.found->isArrayForm()) return std::nullopt;
    const Expr* deleted = search.found->getArgument()->IgnoreParenImpCasts();
    const bool isName = isa<DeclRefExpr>(deleted) || isa<MemberExpr>(deleted);
    const CXXRecordDecl* record = recordOf(deleted->getType());
    const FixWords* words = isName ? wordsFor(record, names, models) : nullptr;
    if (!words || words->remove.empty()) return std::nullopt;
    EditList edits(context);
    const std::string text = edits.textOf(deleted->getSourceRange());
    edits.replace(search.found->getSourceRange(),
                  filledIn(words->remove, {text, record, true}, "", names, words->library));
    return edits.take("let the thread of '" + text + "' delete it");
}

} // namespace looplint
