// From   void stop() { timer_.cancel(); }
// to     void stop() { boost::asio::post(timer_.get_executor(), [this] { timer_.cancel(); }); }

#include "fix/edits.h"
#include "fix/rewrite.h"
#include "fix/words.h"

#include <clang/AST/ExprCXX.h>
#include <clang/AST/RecursiveASTVisitor.h>
#include <llvm/ADT/SetVector.h>

using namespace clang;

namespace looplint {

namespace {

/// The call of a method that is all of a statement; null if it is not.
const CXXMemberCallExpr* callOf(const Stmt* statement) {
    const auto* expr = dyn_cast_or_null<Expr>(statement);
    return expr ? dyn_cast<CXXMemberCallExpr>(expr->IgnoreImplicit()) : nullptr;
}

/// The statement that is a call at a place, in its block.
struct StatementSearch : RecursiveASTVisitor<StatementSearch> {
    StatementSearch(const DeclNames& names, const Location& at) : names(names), at(at) {}
    const DeclNames& names;
    const Location& at;
    std::vector<const Stmt*> found; // the statement and those that follow it

    bool VisitCompoundStmt(CompoundStmt* block) {
        for (auto i = block->body_begin(); i != block->body_end() && found.empty(); ++i)
            if (const CXXMemberCallExpr* call = callOf(*i);
                call && names.locationOf(call->getExprLoc()) == at)
                found.assign(i, block->body_end());
        return found.empty();
    }
};

/// What a lambda around statements has to capture.
struct CaptureSearch : RecursiveASTVisitor<CaptureSearch> {
    explicit CaptureSearch(const ASTContext& context) : context(context) {}
    const ASTContext& context;
    bool isPossible = true, hasThis = false;
    llvm::SetVector<const VarDecl*> variables;
    llvm::DenseSet<const VarDecl*> own; // declared in the statements

    bool VisitCXXThisExpr(CXXThisExpr*) { return hasThis = true; }
    bool VisitVarDecl(VarDecl* variable) {
        own.insert(variable);
        return true;
    }
    bool VisitCoawaitExpr(CoawaitExpr*) { return isPossible = false; }
    bool VisitLambdaExpr(LambdaExpr* lambda) {
        for (const LambdaCapture& capture : lambda->captures())
            if (capture.capturesVariable() && capture.getCaptureKind() == LCK_ByRef)
                isPossible = false;
        return true;
    }
    bool VisitDeclRefExpr(DeclRefExpr* expr) {
        const auto* variable = dyn_cast<VarDecl>(expr->getDecl());
        if (!variable || !variable->isLocalVarDeclOrParm() || own.contains(variable)) return true;
        const QualType type = variable->getType();
        isPossible &= !type->isReferenceType() && !type->isArrayType() &&
                      type.isTriviallyCopyableType(context);
        variables.insert(variable);
        return true;
    }
};

class HandOverFix {
  public:
    HandOverFix(ASTContext& context, const Models& models)
        : context_(context), names_(context), models_(models), edits_(context) {}

    std::optional<Fix> propose(const Finding& finding) {
        StatementSearch search(names_, finding.at);
        search.TraverseDecl(context_.getTranslationUnitDecl());
        if (search.found.empty()) return std::nullopt;
        const CXXMemberCallExpr* call = callOf(search.found.front());
        const ValueDecl* variable = nullptr;
        const NamedObject object = objectOf(call, variable);
        const FixWords* words = variable ? wordsFor(object.record, names_, models_) : nullptr;
        if (!words || words->handOver.empty()) return std::nullopt;
        size_t count = 1; // what goes on with the object goes along
        while (count < search.found.size() && isOn(search.found[count], variable)) ++count;
        const auto callable = lambdaAround({search.found.begin(), search.found.begin() + count});
        if (!callable) return std::nullopt;
        edits_.replace({call->getBeginLoc(), search.found[count - 1]->getEndLoc()},
                       filledIn(words->handOver, object, *callable, names_, words->library));
        return edits_.take("hand the use of '" + variable->getNameAsString() +
                           "' over to its loop");
    }

  private:
    /// The member of this object, or the global, that a method is called on.
    NamedObject objectOf(const CXXMemberCallExpr* call, const ValueDecl*& variable) const {
        const Expr* expr = call->getImplicitObjectArgument()->IgnoreParenImpCasts();
        NamedObject object;
        if (const auto* arrow = dyn_cast<CXXOperatorCallExpr>(expr);
            arrow && arrow->getOperator() == OO_Arrow) {
            object.isHeld = true;
            expr = arrow->getArg(0)->IgnoreParenImpCasts();
        }
        const auto* member = dyn_cast<MemberExpr>(expr);
        const auto* global = dyn_cast<DeclRefExpr>(expr);
        if (member && isa<CXXThisExpr>(member->getBase()->IgnoreParenImpCasts()))
            variable = dyn_cast<FieldDecl>(member->getMemberDecl());
        if (global && isa<VarDecl>(global->getDecl()) &&
            cast<VarDecl>(global->getDecl())->hasGlobalStorage())
            variable = global->getDecl();
        object.text = edits_.textOf(expr->getSourceRange());
        object.isPointer = expr->getType()->isPointerType();
        object.record = call->getRecordDecl();
        return object;
    }

    bool isOn(const Stmt* statement, const ValueDecl* variable) const {
        const CXXMemberCallExpr* call = callOf(statement);
        const ValueDecl* other = nullptr;
        if (call) objectOf(call, other);
        return other == variable;
    }

    std::optional<std::string> lambdaAround(const std::vector<const Stmt*>& statements) const {
        CaptureSearch search(context_);
        std::string body;
        for (const Stmt* statement : statements) {
            search.TraverseStmt(const_cast<Stmt*>(statement));
            body += " " + edits_.textOf(statement->getSourceRange()) + ";";
        }
        if (!search.isPossible) return std::nullopt;
        std::string captures = search.hasThis ? "this" : "";
        for (const VarDecl* variable : search.variables)
            captures += (captures.empty() ? "" : ", ") + variable->getNameAsString();
        return "[" + captures + "] {" + body + " }";
    }

    ASTContext& context_;
    const DeclNames names_;
    const Models& models_;
    EditList edits_;
};

} // namespace

std::optional<Fix> handOver(ASTContext& context, const Finding& finding, const Models& models) {
    if (finding.wantsParent) return std::nullopt; // the object shall move, not the call
    return HandOverFix(context, models).propose(finding);
}

} // namespace looplint
