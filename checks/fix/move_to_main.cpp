// From   Timer timer(defaultLoop);  void start() { timer.arm(); }  int main() { Loop loop; start();
// loop.run(); } to     void start(Timer& timer) { timer.arm(); }  int main() { Loop loop; Timer
// timer(loop); start(timer); loop.run(); }

#include "fix/edits.h"
#include "fix/references.h"
#include "fix/rewrite.h"
#include "match/names.h"

#include <clang/AST/DeclCXX.h>
#include <clang/AST/ExprCXX.h>
#include <clang/AST/RecursiveASTVisitor.h>
#include <clang/AST/StmtCXX.h>
#include <llvm/ADT/SetVector.h>

using namespace clang;

namespace looplint {

namespace {

/// The loop that main runs, or its application object, and the statement after which it is ready.
struct Anchor {
    const VarDecl* loop = nullptr;
    const Stmt* ready = nullptr;
    bool isApplication = false;
};

class AnchorSearch : public RecursiveASTVisitor<AnchorSearch> {
  public:
    AnchorSearch(const DeclNames& names, const Models& models, const Stmt* body)
        : names_(names), models_(models), body_(body) {}
    Anchor found;

    bool VisitVarDecl(VarDecl* variable) {
        const CXXRecordDecl* record = variable->getType()->getAsCXXRecordDecl();
        if (!record || !variable->isLocalVarDecl()) return true;
        if (models_.isApplication(names_.canonicalName(record)))
            accept(variable, true);
        else if (models_.loop(names_.canonicalName(record)))
            accept(variable, false);
        return true;
    }
    bool VisitCallExpr(CallExpr* call) {
        const FunctionDecl* callee = call->getDirectCallee();
        const bool makes = callee && models_.makesLoop(names_.canonicalName(callee));
        if (makes && found.loop && call->getNumArgs() > 0 && names(call->getArg(0), found.loop))
            found.ready = topLevelStatement(body_, call);
        return true;
    }

  private:
    void accept(const VarDecl* variable, bool isApplication) {
        if (found.loop) return;
        for (const Stmt* statement : body_->children())
            if (const auto* declaration = dyn_cast_or_null<DeclStmt>(statement);
                declaration && declaration->isSingleDecl() &&
                declaration->getSingleDecl() == variable)
                found = {variable, declaration, isApplication};
    }
    static bool names(const Expr* expr, const VarDecl* variable) {
        expr = expr->IgnoreParenImpCasts();
        if (const auto* address = dyn_cast<UnaryOperator>(expr))
            expr = address->getSubExpr()->IgnoreParenImpCasts();
        const auto* reference = dyn_cast<DeclRefExpr>(expr);
        return reference && reference->getDecl() == variable;
    }

    const DeclNames& names_;
    const Models& models_;
    const Stmt* body_;
};

class MoveToMain {
  public:
    MoveToMain(ASTContext& context, const Models& models, const VarDecl* variable,
               const FunctionDecl* main)
        : names_(context), models_(models), variable_(variable), main_(main), edits_(context) {}

    std::optional<Fix> propose();

  private:
    bool rewriteUses(const ValueDecl* used);
    bool addParameter(const FunctionDecl* function);
    void addArgument(const CallExpr* call);
    std::optional<std::string> localDefinition(const Anchor& anchor) const;

    DeclNames names_;
    const Models& models_;
    const VarDecl* variable_;
    const FunctionDecl* main_;
    EditList edits_;
    llvm::SetVector<const FunctionDecl*> users_;
};

/// main refers to it by the same name; the other functions get it as a parameter of that name.
bool MoveToMain::rewriteUses(const ValueDecl* used) {
    for (const Reference& reference : referencesTo(used)) {
        if (!reference.function || reference.isInMacro || reference.isInLambda) return false;
        if (used != variable_) {
            if (!reference.call) return false; // its address is taken: the signature must stay
            addArgument(reference.call);
        }
        if (reference.function == main_ || users_.contains(reference.function)) continue;
        users_.insert(reference.function);
        if (!addParameter(reference.function)) return false;
    }
    return true;
}

bool MoveToMain::addParameter(const FunctionDecl* function) {
    if (isa<CXXMethodDecl>(function) || function->isVariadic() || function->isTemplated())
        return false;
    for (const FunctionDecl* declaration : function->redecls()) {
        const SourceLocation close = declaration->getFunctionTypeLoc().getRParenLoc();
        const bool isFirst = declaration->getNumParams() == 0;
        edits_.insertBefore(
            close,
            (isFirst ? "" : ", ") +
                edits_.textOf(variable_->getTypeSourceInfo()->getTypeLoc().getSourceRange()) +
                "& " + variable_->getNameAsString());
    }
    return true;
}

void MoveToMain::addArgument(const CallExpr* call) {
    edits_.insertBefore(call->getRParenLoc(),
                        (call->getNumArgs() == 0 ? "" : ", ") + variable_->getNameAsString());
}

/// The definition as it stands, with the loop that main runs in place of the one it was bound to.
std::optional<std::string> MoveToMain::localDefinition(const Anchor& anchor) const {
    std::string text =
        edits_.textOf(variable_->getTypeSourceInfo()->getTypeLoc().getSourceRange()) + " " +
        variable_->getNameAsString();
    if (anchor.isApplication) {
        const auto* construct = dyn_cast_or_null<CXXConstructExpr>(
            variable_->getInit() ? variable_->getInit()->IgnoreImplicit() : nullptr);
        return construct && construct->getNumArgs() == 0 ? std::optional(text) : std::nullopt;
    }
    const auto* construct = dyn_cast_or_null<CXXConstructExpr>(
        variable_->getInit() ? variable_->getInit()->IgnoreImplicit() : nullptr);
    if (!construct) return std::nullopt;
    std::string arguments;
    bool isReplaced = false;
    for (const Expr* argument : construct->arguments()) {
        if (isa<CXXDefaultArgExpr>(argument)) break;
        const bool isPointer = argument->getType()->isPointerType();
        const CXXRecordDecl* record = recordOf(argument->getType());
        const bool isLoop = record && models_.loop(names_.canonicalName(record));
        isReplaced |= isLoop;
        if (!arguments.empty()) arguments += ", ";
        arguments += isLoop ? (isPointer ? "&" : "") + anchor.loop->getNameAsString()
                            : edits_.textOf(argument->getSourceRange());
    }
    return isReplaced ? std::optional(text + "(" + arguments + ")") : std::nullopt;
}

std::optional<Fix> MoveToMain::propose() {
    const auto* body = dyn_cast_or_null<CompoundStmt>(main_->getBody());
    const bool isMovable = body && variable_->isFileVarDecl() && !variable_->isStaticDataMember() &&
                           variable_->hasInit() && variable_->getPreviousDecl() == nullptr;
    if (!isMovable) return std::nullopt;
    AnchorSearch search(names_, models_, body);
    search.TraverseStmt(const_cast<CompoundStmt*>(body));
    if (!search.found.ready) return std::nullopt;
    const auto definition = localDefinition(search.found);
    if (!definition || !rewriteUses(variable_)) return std::nullopt;
    for (unsigned i = 0; i < users_.size(); ++i) // grows while functions are found that call users
        if (!rewriteUses(users_[i])) return std::nullopt;
    const Stmt* ready = search.found.ready;
    const std::string indentation = "\n" + edits_.indentation(ready->getBeginLoc());
    const std::string comment = edits_.takeCommentAbove(variable_);
    const std::string line =
        (comment.empty() ? "" : indentation + comment) + indentation + *definition + ";";
    if (isa<DeclStmt>(ready))
        edits_.insertAfter(ready->getEndLoc(), line);
    else
        edits_.insertAfter(ready->getEndLoc(), ";" + line.substr(0, line.size() - 1));
    edits_.replaceDeclaration(variable_, "");
    return edits_.take("make '" + variable_->getNameAsString() + "' in main, after '" +
                       search.found.loop->getNameAsString() +
                       "', and hand it to the functions that use it");
}

} // namespace

std::optional<Fix> moveToMain(ASTContext& context, const Finding& finding, const Models& models) {
    const VarDecl* variable = variableWithUsr(context, finding.subject.usr.str());
    const FunctionDecl* main = mainOf(context);
    if (!variable || !main) return std::nullopt;
    return MoveToMain(context, models, variable, main).propose();
}

} // namespace looplint
