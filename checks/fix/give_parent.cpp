// From   QTimer timer_;     to     QTimer timer_{this};

#include "fix/edits.h"
#include "fix/rewrite.h"
#include "match/names.h"

#include <clang/AST/DeclCXX.h>
#include <clang/AST/RecursiveASTVisitor.h>

using namespace clang;

namespace looplint {

namespace {
struct FieldSearch : RecursiveASTVisitor<FieldSearch> {
    FieldSearch(const DeclNames& names, const Entity& entity) : names(names), entity(entity) {}
    const DeclNames& names;
    const Entity& entity;
    const FieldDecl* found = nullptr;

    bool VisitFieldDecl(FieldDecl* field) {
        if (names.entityOf(field) == entity) found = field;
        return !found;
    }
};

/// Whether any constructor of its class says how the member is made, or may do so in another unit.
bool isInitialized(const FieldDecl* field) {
    if (field->hasInClassInitializer()) return true;
    for (const CXXConstructorDecl* constructor : cast<CXXRecordDecl>(field->getParent())->ctors()) {
        const FunctionDecl* definition = constructor->getDefinition();
        if (!definition && !constructor->isImplicit() && !constructor->isDeleted()) return true;
        if (!definition) continue;
        for (const CXXCtorInitializer* init : cast<CXXConstructorDecl>(definition)->inits())
            if (init->getMember() == field && init->isWritten()) return true;
    }
    return false;
}

/// Whether a parent, of a class that `child` is a member of, is all that its constructor asks for.
bool takesParent(const CXXConstructorDecl* constructor, const CXXRecordDecl* whole) {
    if (constructor->getMinRequiredArguments() > 1 || constructor->param_empty()) return false;
    const CXXRecordDecl* parent =
        constructor->getParamDecl(0)->getType()->getPointeeCXXRecordDecl();
    return constructor->getParamDecl(0)->getType()->isPointerType() && parent &&
           (parent == whole || whole->isDerivedFrom(parent));
}
} // namespace

std::optional<Fix> giveParent(ASTContext& context, const Finding& finding, const Models&) {
    if (!finding.wantsParent) return std::nullopt;
    const DeclNames names(context);
    FieldSearch search(names, finding.subject);
    search.TraverseDecl(context.getTranslationUnitDecl());
    if (!search.found || isInitialized(search.found)) return std::nullopt;
    const auto* whole = cast<CXXRecordDecl>(search.found->getParent());
    const CXXRecordDecl* member = search.found->getType()->getAsCXXRecordDecl();
    const bool isPossible = member && llvm::any_of(member->ctors(), [&](const auto* constructor) {
                                return takesParent(constructor, whole);
                            });
    if (!isPossible) return std::nullopt;
    EditList edits(context);
    edits.insertAfter(search.found->getLocation(), "{this}");
    return edits.take("make '" + search.found->getNameAsString() + "' a child of its object");
}

} // namespace looplint
