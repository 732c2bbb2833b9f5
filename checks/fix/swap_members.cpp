// From   steady_timer timer_;  io_context io_;     to     io_context io_;  steady_timer timer_;

#include "fix/edits.h"
#include "fix/rewrite.h"
#include "match/names.h"

#include <clang/AST/DeclCXX.h>
#include <clang/AST/ExprCXX.h>
#include <clang/AST/RecursiveASTVisitor.h>

using namespace clang;

namespace looplint {

namespace {

/// The member that a finding is about, and one that a note of it points to: the loop.
struct MemberSearch : RecursiveASTVisitor<MemberSearch> {
    MemberSearch(const DeclNames& names, const Finding& finding) : names(names), finding(finding) {}
    const DeclNames& names;
    const Finding& finding;
    const FieldDecl *object = nullptr, *loop = nullptr;

    bool VisitFieldDecl(FieldDecl* field) {
        if (isOutside(field->getASTContext().getSourceManager(), field->getLocation())) return true;
        if (names.entityOf(field) == finding.subject) object = field;
        for (const Note& note : finding.notes)
            if (note.at == names.locationOf(field->getLocation())) loop = field;
        return true;
    }
};

/// Whether an initialiser reads members of its object.
struct ReadSearch : RecursiveASTVisitor<ReadSearch> {
    bool isRead = false;
    bool VisitCXXThisExpr(CXXThisExpr*) { return !(isRead = true); }
};

bool readsMembers(const Expr* init) {
    ReadSearch search;
    if (init) search.TraverseStmt(const_cast<Expr*>(init));
    return search.isRead;
}

/// Whether nothing that a member is made from has to be made before it.
bool isIndependent(const FieldDecl* field) {
    if (field->hasInClassInitializer() && readsMembers(field->getInClassInitializer()))
        return false;
    const auto* record = cast<CXXRecordDecl>(field->getParent());
    for (const CXXConstructorDecl* constructor : record->ctors()) {
        const FunctionDecl* definition = constructor->getDefinition();
        if (!definition && !constructor->isImplicit()) return false; // in another unit
        if (!definition) continue;
        for (const CXXCtorInitializer* init : cast<CXXConstructorDecl>(definition)->inits())
            if (init->getMember() == field && readsMembers(init->getInit())) return false;
    }
    return true;
}

} // namespace

std::optional<Fix> swapMembers(ASTContext& context, const Finding& finding, const Models&) {
    const DeclNames names(context);
    MemberSearch search(names, finding);
    search.TraverseDecl(context.getTranslationUnitDecl());
    const FieldDecl *object = search.object, *loop = search.loop;
    const bool isPair = object && loop && object->getParent() == loop->getParent() &&
                        object->getFieldIndex() < loop->getFieldIndex();
    if (!isPair || !isIndependent(loop)) return std::nullopt;
    EditList edits(context);
    edits.moveDeclaration(loop, object);
    return edits.take("declare '" + loop->getNameAsString() + "' before '" +
                      object->getNameAsString() + "'");
}

} // namespace looplint
