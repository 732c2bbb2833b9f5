#include "match/extract.h"

#include "match/annotations.h"
#include "match/body.h"
#include "match/values.h"

#include <clang/AST/RecursiveASTVisitor.h>
#include <clang/Basic/SourceManager.h>
#include <clang/Lex/Lexer.h>

#include <unordered_set>

using namespace clang;

namespace looplint {

namespace {

/// What a lambda does: of a generic one, with the types that it is first called with, if it is seen
/// to be called.
const FunctionDecl* bodyOf(const LambdaExpr* lambda) {
    if (const FunctionTemplateDecl* generic = lambda->getDependentCallOperator())
        for (const FunctionDecl* call : generic->specializations())
            if (call->doesThisDeclarationHaveABody() && !call->isInvalidDecl()) return call;
    return lambda->getCallOperator();
}

class FactVisitor : public RecursiveASTVisitor<FactVisitor> {
  public:
    explicit FactVisitor(ASTContext& context) : context_(context), names_(context) {
        facts_.unit = names_.unit();
    }
    UnitFacts take() { return std::move(facts_); }

    bool shouldVisitTemplateInstantiations() const { return true; }
    bool shouldVisitImplicitCode() const { return true; }

    /// Declarations outside the project are not entered: there are a hundred thousand of them.
    bool TraverseDecl(Decl* decl) {
        if (decl &&
            isa<TranslationUnitDecl>(decl->getDeclContext() ? decl->getDeclContext()
                                                            : decl->getTranslationUnitDecl()) &&
            !isa<TranslationUnitDecl>(decl) && !names_.isProject(decl->getLocation()))
            return true;
        return RecursiveASTVisitor::TraverseDecl(decl);
    }
    /// A lambda stands in two places of the AST; its call operator is visited here, once.
    bool TraverseLambdaExpr(LambdaExpr* lambda) {
        addFunction(bodyOf(lambda), lambda);
        return RecursiveASTVisitor::TraverseLambdaExpr(lambda);
    }

    bool VisitFunctionDecl(FunctionDecl* function) {
        const auto* method = dyn_cast<CXXMethodDecl>(function);
        if (!method || !method->getParent()->isLambda()) addFunction(function, nullptr);
        readAnnotations(function, names_, facts_.annotations);
        return true;
    }
    /// What is called may be declared outside the project.
    bool VisitCallExpr(CallExpr* call) {
        const FunctionDecl* callee = call->getDirectCallee();
        if (callee && callee->hasAttrs() && called_.insert(callee->getCanonicalDecl()).second)
            readAnnotations(callee, names_, facts_.annotations);
        return true;
    }
    bool VisitVarDecl(VarDecl* variable) {
        if (variable->hasGlobalStorage() && !variable->getDeclContext()->isDependentContext() &&
            !isa<VarTemplatePartialSpecializationDecl>(variable))
            addVariable(variable);
        return true;
    }
    bool VisitCXXRecordDecl(CXXRecordDecl* record) {
        if (record->isThisDeclarationADefinition()) addRecord(record);
        return true;
    }
    bool VisitExpr(Expr* expr) {
        if (const CXXRecordDecl* record = recordOf(expr->getType())) addRecord(record);
        return true;
    }

  private:
    void addFunction(const FunctionDecl* function, const LambdaExpr* lambda);
    void addVariable(const VarDecl* variable);
    void addRecord(const CXXRecordDecl* record);
    void addRecordOf(QualType type);
    Entity enclosing(const Decl* decl) const;
    Name macroAt(SourceLocation at) const;

    ASTContext& context_;
    DeclNames names_;
    UnitFacts facts_;
    std::unordered_set<Entity> functions_;
    std::unordered_set<Name> records_;
    std::unordered_set<const FunctionDecl*> called_;
    LambdaCaptures lambdas_;
};

/// Whether its initial_suspend() is std::suspend_never, or another library's of that name.
static bool isEager(const CoroutineBodyStmt& coroutine) {
    const auto* start = dyn_cast_or_null<Expr>(coroutine.getInitSuspendStmt());
    const auto* suspend = start ? dyn_cast<CoroutineSuspendExpr>(start->IgnoreImplicit()) : nullptr;
    const CXXRecordDecl* awaiter =
        suspend ? suspend->getCommonExpr()->getType()->getAsCXXRecordDecl() : nullptr;
    return awaiter && awaiter->getName() == "suspend_never";
}

/// Whether Clang's CFG can be asked for a body that waits for types: no loop over a range that is
/// not known yet, no coroutine.
static bool isReadable(const Stmt* body) {
    if (!body) return true;
    const auto* range = dyn_cast<CXXForRangeStmt>(body);
    if ((range && !range->getBeginStmt()) || isa<CoroutineBodyStmt>(body)) return false;
    if (isa<LambdaExpr>(body)) return true;
    return std::all_of(body->child_begin(), body->child_end(),
                       [](const Stmt* child) { return isReadable(child); });
}

Entity FactVisitor::enclosing(const Decl* decl) const {
    const auto* function = dyn_cast_or_null<Decl>(decl->getParentFunctionOrMethod());
    return function ? names_.entityOf(function) : Entity{};
}

/// Whether a body waits for types: in a template, but for what stands in generic lambdas only. A
/// library calls those where no body is read, so that what they say by themselves has to do.
static bool isWaiting(const FunctionDecl* function) {
    if (!function->isDependentContext()) return false;
    for (const DeclContext* in = function; in->isDependentContext(); in = in->getParent()) {
        const auto* record = dyn_cast<CXXRecordDecl>(in);
        const auto* method = dyn_cast<CXXMethodDecl>(in);
        const bool isLambda =
            (record && record->isLambda()) || (method && method->getParent()->isLambda());
        if (!isLambda) return true;
    }
    return !isReadable(function->getBody());
}

void FactVisitor::addFunction(const FunctionDecl* function, const LambdaExpr* lambda) {
    // Defaulted functions that nothing uses, and skipped bodies, have none.
    if (!function->doesThisDeclarationHaveABody() || !function->getBody() || isWaiting(function) ||
        function->isInvalidDecl() || !names_.isProject(function->getLocation()))
        return;
    FunctionFact fact;
    fact.entity = names_.entityOf(function);
    if (!functions_.insert(fact.entity).second) return;
    fact.name = names_.canonicalName(function);
    fact.at = names_.locationOf(function->getLocation());
    fact.enclosing = enclosing(lambda ? cast<Decl>(lambda->getLambdaClass()) : function);
    fact.isLambda = lambda != nullptr;
    if (const auto* coroutine = dyn_cast<CoroutineBodyStmt>(function->getBody())) {
        fact.isCoroutine = true;
        fact.isEager = isEager(*coroutine);
        fact.returns = names_.typeOf(function->getReturnType()).generic;
    }
    for (const ParmVarDecl* parameter : function->parameters()) {
        fact.parameters.push_back({names_.entityOf(parameter), Name(parameter->getName()),
                                   names_.typeOf(parameter->getType())});
        addRecordOf(parameter->getType());
    }
    if (lambda) {
        auto captures = lambdas_.find(lambda);
        fact.captures = captures == lambdas_.end() ? capturesOf(lambda, names_, EventIndex())
                                                   : captures->second;
    }
    if (const auto* method = dyn_cast<CXXMethodDecl>(function); method && !lambda) {
        fact.record = names_.recordKey(method->getParent());
        addRecord(method->getParent());
        for (const CXXMethodDecl* overridden : method->overridden_methods())
            fact.overrides.push_back(
                {names_.entityOf(overridden), names_.canonicalName(overridden)});
    }
    fact.body = readBody(function, names_, lambdas_);
    facts_.functions.push_back(std::move(fact));
}

Name FactVisitor::macroAt(SourceLocation at) const {
    if (!at.isMacroID()) return {};
    const SourceManager& sources = context_.getSourceManager();
    const CharSourceRange range = sources.getExpansionRange(at);
    return Name(std::string_view(Lexer::getSourceText(range, sources, context_.getLangOpts())));
}

void FactVisitor::addVariable(const VarDecl* variable) {
    const bool isClass = recordOf(variable->getType()) != nullptr;
    const Expr* init = variable->isThisDeclarationADefinition() ? variable->getInit() : nullptr;
    const bool isConstant =
        !init || init->isValueDependent() || init->isConstantInitializer(context_, false);
    if ((isConstant && !isClass) || variable->isInvalidDecl() ||
        !names_.isProject(variable->getLocation()))
        return;
    VariableFact fact;
    fact.entity = names_.entityOf(variable);
    fact.name =
        variable->isStaticLocal() ? Name(variable->getName()) : names_.canonicalName(variable);
    fact.type = names_.typeOf(variable->getType());
    fact.storage = variable->isStaticLocal()        ? Storage::Local
                   : variable->isStaticDataMember() ? Storage::Member
                                                    : Storage::Namespace;
    fact.at = names_.locationOf(variable->getLocation());
    fact.function = enclosing(variable);
    fact.macro = macroAt(variable->getLocation());
    fact.isThreadLocal = variable->getTLSKind() != VarDecl::TLS_None;
    fact.isDefinition = variable->isThisDeclarationADefinition() != VarDecl::DeclarationOnly;
    fact.isConstantInitialized = isConstant;
    addRecordOf(variable->getType());
    if (!isConstant && !variable->isStaticLocal()) {
        FunctionFact initializer{.entity = fact.entity, .name = fact.name, .at = fact.at};
        initializer.isInitializer = true;
        initializer.body = readInitializer(variable, names_, lambdas_);
        facts_.functions.push_back(std::move(initializer));
    }
    facts_.variables.push_back(std::move(fact));
}

void FactVisitor::addRecordOf(QualType type) {
    if (const CXXRecordDecl* record = recordOf(type)) addRecord(record);
}

/// A class template's instance that the unit never looks into: its name is all that is known.
static bool isOnlyNamed(const CXXRecordDecl* record) {
    return isa<ClassTemplateSpecializationDecl>(record) && !record->getDefinition();
}

/// Of a class that is only named: where its template is defined, if it is. Which of the template's
/// declarations comes first is a matter of the order of includes.
static SourceLocation placeOf(const CXXRecordDecl* record) {
    const auto* instance = cast<ClassTemplateSpecializationDecl>(record);
    const CXXRecordDecl* pattern =
        instance->getSpecializedTemplate()->getTemplatedDecl()->getDefinition();
    return pattern && !instance->isExplicitSpecialization() ? pattern->getLocation()
                                                            : record->getLocation();
}

void FactVisitor::addRecord(const CXXRecordDecl* record) {
    if (isOnlyNamed(record) && !record->isDependentContext()) {
        RecordFact fact{.key = names_.recordKey(record), .generic = names_.canonicalName(record)};
        fact.at = names_.locationOf(placeOf(record));
        if (records_.insert(fact.key).second) facts_.records.push_back(std::move(fact));
        return;
    }
    record = record->getDefinition();
    if (!record || record->isDependentContext() || record->isLambda() || record->isInvalidDecl())
        return;
    RecordFact fact{.key = names_.recordKey(record), .generic = names_.canonicalName(record)};
    if (!records_.insert(fact.key).second) return;
    readAnnotations(record, names_, facts_.annotations);
    fact.at = names_.locationOf(record->getLocation());
    fact.isProject = names_.isProject(record->getLocation());
    for (const CXXBaseSpecifier& base : record->bases()) {
        fact.bases.push_back(names_.typeOf(base.getType()));
        addRecordOf(base.getType());
    }
    if (fact.isProject) {
        for (const FieldDecl* field : record->fields()) {
            fact.fields.push_back({names_.entityOf(field), Name(field->getName()),
                                   names_.typeOf(field->getType()),
                                   names_.locationOf(field->getLocation())});
            addRecordOf(field->getType());
        }
        for (const CXXMethodDecl* method : record->methods())
            if (method->isUserProvided() && !method->isPureVirtual() && !method->hasInlineBody())
                fact.outOfLine.push_back(names_.entityOf(method));
        const CXXDestructorDecl* destructor = record->getDestructor();
        if (destructor && !destructor->isTrivial()) fact.destructor = names_.entityOf(destructor);
    }
    // What a library's holder holds matters as much as the holder.
    if (const auto* holder = dyn_cast<ClassTemplateSpecializationDecl>(record);
        holder && !fact.isProject)
        for (const TemplateArgument& argument : holder->getTemplateArgs().asArray())
            if (argument.getKind() == TemplateArgument::Type) addRecordOf(argument.getAsType());
    facts_.records.push_back(std::move(fact));
}

} // namespace

UnitFacts extractFacts(ASTContext& context) {
    FactVisitor visitor(context);
    visitor.TraverseDecl(context.getTranslationUnitDecl());
    return visitor.take();
}

} // namespace looplint
