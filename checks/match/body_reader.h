#pragma once
// BodyReader: how body.h does it. The flow of a body is in body.cpp, what calls and constructions
// say in body_calls.cpp.

#include "match/body.h"
#include "match/places.h"

#include <clang/AST/StmtCXX.h>
#include <clang/Analysis/CFG.h>

namespace looplint {

class BodyReader {
  public:
    BodyReader(const DeclNames& names, LambdaCaptures& lambdas)
        : names_(names), lambdas_(lambdas), places_(names) {}

    BodyFacts readFunction(const clang::FunctionDecl* function);
    BodyFacts readVariable(const clang::VarDecl* variable);

  private:
    void readFlow(const clang::Decl* decl, clang::Stmt* body);
    void readGraph(const clang::CFG& graph);
    void readElement(const clang::CFGElement& element);
    void readStmt(const clang::Stmt* stmt);
    void walk(const clang::Stmt* stmt); // children first: evaluation order where there is no graph

    void readCall(const clang::CallExpr* call);
    void readConstruct(const clang::CXXConstructExpr* construct);
    void readMaker(const clang::CallExpr* call, const clang::FunctionDecl* callee);
    void readInherited(const clang::CXXInheritedCtorInitExpr* base);
    void readFilling(const clang::CXXConstructExpr* construct);
    void readAssignment(const clang::Expr* at, const clang::Expr* target, const clang::Expr* value);
    void readDeclarations(const clang::DeclStmt* declarations);
    void readInit(const clang::CXXCtorInitializer* init);
    void readBaseEnd(const clang::CXXBaseSpecifier& base);
    void readList(const clang::InitListExpr* list);
    void destroy(Value object, clang::QualType type, clang::SourceLocation at);

    Event& add(EventKind kind, clang::SourceLocation at, const clang::Expr* made = nullptr);
    void describeMade(Event& event, const clang::CXXRecordDecl* made, unsigned arguments) const;
    Value value(const clang::Expr* expr) { return valueOf(expr, names_, events_); }
    void addArguments(Event& event, llvm::ArrayRef<const clang::Expr*> args);
    BodyFacts finish();

    const DeclNames& names_;
    const clang::FunctionDecl* function_ = nullptr; // null for a variable
    BodyFacts facts_;
    LambdaCaptures& lambdas_;
    Places places_;
    EventIndex events_;
};

/// Types whose construction says nothing about loops, threads or ownership.
bool isDull(const clang::CXXRecordDecl* record);

} // namespace looplint
