#include "match/body.h"

#include "match/places.h"

#include <clang/AST/StmtCXX.h>
#include <clang/Analysis/CFG.h>
#include <llvm/ADT/StringSwitch.h>

using namespace clang;

namespace looplint {

namespace {

/// Types whose construction says nothing about loops, threads or ownership.
bool isDull(const CXXRecordDecl* record) {
    if (!record || !record->isInStdNamespace()) return false;
    return llvm::StringSwitch<bool>(record->getName())
        .Cases("basic_string", "basic_string_view", "initializer_list", "allocator", true)
        .Cases("duration", "time_point", "pair", "error_code", "basic_ostream", true)
        .Default(false);
}

class BodyReader {
  public:
    BodyReader(const DeclNames& names, FunctionFact& fact) : names_(names), fact_(fact), places_(names) {}

    void readFunction(const FunctionDecl* function);
    void readVariable(const VarDecl* variable);

  private:
    void readFlow(const Decl* decl, Stmt* body);
    void readGraph(const CFG& graph);
    void readElement(const CFGElement& element);
    void readStmt(const Stmt* stmt);
    void walk(const Stmt* stmt); // children first: evaluation order where there is no graph

    void readCall(const CallExpr* call);
    void readConstruct(const CXXConstructExpr* construct);
    void readMaker(const CallExpr* call, const FunctionDecl* callee);
    void readFilling(const CXXConstructExpr* construct);
    void readAssignment(const Expr* at, const Expr* target, const Expr* value);
    void readDeclarations(const DeclStmt* declarations);
    void readInit(const CXXCtorInitializer* init);
    void destroy(Value object, QualType type, SourceLocation at);

    Event& add(EventKind kind, SourceLocation at, const Expr* made = nullptr);
    void describeMade(Event& event, const CXXRecordDecl* made, unsigned arguments) const;
    Value value(const Expr* expr) { return valueOf(expr, names_, events_); }
    void addArguments(Event& event, llvm::ArrayRef<const Expr*> args);

    const DeclNames& names_;
    FunctionFact& fact_;
    Places places_;
    EventIndex events_;
};

void BodyReader::readFunction(const FunctionDecl* function) {
    Stmt* body = function->getBody();
    if (auto* coroutine = dyn_cast<CoroutineBodyStmt>(body)) body = coroutine->getBody();
    if (const auto* constructor = dyn_cast<CXXConstructorDecl>(function))
        for (const CXXCtorInitializer* init : constructor->inits()) places_.addInitializer(init);
    places_.addBody(body);

    readFlow(function, body);
}

void BodyReader::readFlow(const Decl* decl, Stmt* body) {
    CFG::BuildOptions options;
    options.setAllAlwaysAdd();
    options.AddInitializers = options.AddImplicitDtors = options.AddTemporaryDtors = true;
    options.AddCXXDefaultInitExprInCtors = options.AddCXXDefaultInitExprInAggregates = true;
    options.AddCXXNewAllocator = false;
    if (auto graph = CFG::buildCFG(decl, body, &const_cast<ASTContext&>(names_.context()), options))
        return readGraph(*graph);
    walk(body); // no graph: what stands there, in order
    fact_.blocks = {{.begin = 0, .end = static_cast<uint32_t>(fact_.events.size())}};
}

void BodyReader::readVariable(const VarDecl* variable) {
    places_.addBody(variable->getInit());
    places_.addVariable(variable);
    readFlow(variable, const_cast<Expr*>(variable->getInit()));
    if (!recordOf(variable->getType()) || variable->getType()->isPointerType() ||
        variable->getType()->isReferenceType()) {
        Event& event = add(EventKind::Assign, variable->getLocation());
        event.object = variableValue(variable, names_);
        event.args = {value(variable->getInit())};
    }
    fact_.blocks.back().end = static_cast<uint32_t>(fact_.events.size()); // the exit's
}

/// Blocks are numbered from the entry on; Clang numbers them from the exit.
void BodyReader::readGraph(const CFG& graph) {
    const unsigned count = graph.getNumBlockIDs();
    fact_.blocks.resize(count);
    auto indexOf = [&](const CFGBlock& block) { return count - 1 - block.getBlockID(); };
    std::vector<const CFGBlock*> order(count);
    for (const CFGBlock* block : graph) order[indexOf(*block)] = block;
    for (unsigned i = 0; i < count; ++i) {
        fact_.blocks[i].begin = static_cast<uint32_t>(fact_.events.size());
        for (const CFGElement& element : *order[i]) readElement(element);
        fact_.blocks[i].end = static_cast<uint32_t>(fact_.events.size());
    }
    for (unsigned i = 0; i < count; ++i) {
        for (const CFGBlock::AdjacentBlock& next : order[i]->succs())
            if (const CFGBlock* block = next.getReachableBlock())
                fact_.blocks[i].successors.push_back(indexOf(*block));
        const auto* condition = dyn_cast_or_null<Expr>(order[i]->getTerminatorCondition());
        if (condition && fact_.blocks[i].successors.size() == 2) fact_.blocks[i].condition = value(condition);
    }
}

void BodyReader::readElement(const CFGElement& element) {
    if (auto stmt = element.getAs<CFGStmt>()) return readStmt(stmt->getStmt());
    if (auto init = element.getAs<CFGInitializer>()) return readInit(init->getInitializer());
    if (auto dtor = element.getAs<CFGAutomaticObjDtor>()) {
        const VarDecl* variable = dtor->getVarDecl();
        destroy(variableValue(variable, names_),
                variable->getType(), dtor->getTriggerStmt()->getEndLoc());
    } else if (auto member = element.getAs<CFGMemberDtor>()) {
        const FieldDecl* field = member->getFieldDecl();
        destroy(fieldValue(field, {.kind = ValueKind::This}, names_),
                field->getType(), field->getLocation());
    }
}

void BodyReader::readStmt(const Stmt* stmt) {
    if (const auto* call = dyn_cast<CallExpr>(stmt)) return readCall(call);
    if (const auto* construct = dyn_cast<CXXConstructExpr>(stmt)) return readConstruct(construct);
    if (const auto* declarations = dyn_cast<DeclStmt>(stmt)) return readDeclarations(declarations);
    if (const auto* binary = dyn_cast<BinaryOperator>(stmt); binary && binary->getOpcode() == BO_Assign)
        return readAssignment(binary, binary->getLHS(), binary->getRHS());
    if (const auto* allocation = dyn_cast<CXXNewExpr>(stmt)) {
        auto built = events_.find(allocation->getConstructExpr());
        if (built != events_.end()) events_[allocation] = built->second;
        return;
    }
    if (const auto* deletion = dyn_cast<CXXDeleteExpr>(stmt))
        return destroy(value(deletion->getArgument()), deletion->getDestroyedType(), deletion->getBeginLoc());
    if (const auto* ret = dyn_cast<ReturnStmt>(stmt)) {
        Value result = value(ret->getRetValue());
        add(EventKind::Return, ret->getBeginLoc()).args = {std::move(result)};
    } else if (const auto* ret = dyn_cast<CoreturnStmt>(stmt)) {
        Value result = value(ret->getOperand());
        add(EventKind::Return, ret->getBeginLoc()).args = {std::move(result)};
    } else if (const auto* suspend = dyn_cast<CoroutineSuspendExpr>(stmt)) {
        Value awaited = value(suspend->getOperand());
        add(EventKind::Await, suspend->getKeywordLoc(), suspend).args = {std::move(awaited)};
    }
}

void BodyReader::walk(const Stmt* stmt) {
    if (!stmt) return;
    if (const auto* lambda = dyn_cast<LambdaExpr>(stmt)) {
        for (const Expr* init : lambda->capture_inits()) walk(init);
        return;
    }
    if (const auto* init = dyn_cast<CXXDefaultInitExpr>(stmt)) return walk(init->getExpr());
    for (const Stmt* child : stmt->children()) walk(child);
    readStmt(stmt);
}

Event& BodyReader::add(EventKind kind, SourceLocation at, const Expr* made) {
    if (made) events_[made] = static_cast<uint32_t>(fact_.events.size());
    Event& event = fact_.events.emplace_back();
    event.kind = kind;
    event.at = names_.locationOf(at);
    event.isOnce = made && places_.isOnce(made);
    return event;
}

void BodyReader::addArguments(Event& event, llvm::ArrayRef<const Expr*> args) {
    for (const Expr* arg : args) event.args.push_back(value(arg));
}

/// Arguments that the callee's declaration supplies are evaluated here, and no graph shows them.
template <class Call> static llvm::SmallVector<const Expr*> defaultArguments(const Call* call) {
    llvm::SmallVector<const Expr*> defaults;
    for (const Expr* arg : call->arguments())
        if (const auto* given = dyn_cast<CXXDefaultArgExpr>(arg)) defaults.push_back(given->getExpr());
    return defaults;
}

void BodyReader::readCall(const CallExpr* call) {
    if (isTransparent(call) || call->isTypeDependent()) return;
    const FunctionDecl* callee = call->getDirectCallee();
    if (callee && callee->getBuiltinID() != 0 && !callee->isInStdNamespace()) return;
    for (const Expr* given : defaultArguments(call)) walk(given);
    llvm::SmallVector<const Expr*> args(call->arguments());
    const Expr* object = nullptr;
    if (const auto* member = dyn_cast<CXXMemberCallExpr>(call)) {
        object = member->getImplicitObjectArgument();
    } else if (isa<CXXOperatorCallExpr>(call)) {
        const auto* method = dyn_cast_or_null<CXXMethodDecl>(callee);
        if (callee && callee->getOverloadedOperator() == OO_Equal && args.size() == 2)
            readAssignment(call, args[0], args[1]);
        if (method) {
            object = args.front();
            args.erase(args.begin());
        }
    }
    if (!callee && !object) object = call->getCallee(); // through a pointer: the object is the callable
    Value receiver = object ? value(object) : Value{};
    Event event;
    addArguments(event, args);
    if (callee) {
        event.callee = names_.entityOf(callee);
        event.name = names_.canonicalName(callee);
        const auto* method = dyn_cast<CXXMethodDecl>(callee);
        const auto* member = dyn_cast<MemberExpr>(call->getCallee()->IgnoreParenImpCasts());
        event.isVirtual = method && method->isVirtual() && (!member || member->performsVirtualDispatch(names_.context().getLangOpts()));
        if (object && recordOf(object->getType())) event.receiver = names_.recordKey(recordOf(object->getType()));
    }
    event.object = std::move(receiver);
    event.type = names_.typeOf(call->getType());
    Event& slot = add(EventKind::Call, call->getExprLoc(), call);
    event.at = slot.at;
    event.isOnce = slot.isOnce;
    slot = std::move(event);
    if (callee) readMaker(call, callee);
}

/// The constructor that takes `count` arguments, if only one does (copying and moving aside).
static const CXXConstructorDecl* constructorFor(const CXXRecordDecl* record, unsigned count) {
    const CXXConstructorDecl* found = nullptr;
    if (!record || !record->hasDefinition()) return nullptr;
    for (const CXXConstructorDecl* constructor : record->ctors()) {
        const bool fits = count >= constructor->getMinRequiredArguments() && count <= constructor->getNumParams();
        if (!fits || constructor->isCopyOrMoveConstructor() || constructor->isDeleted()) continue;
        if (found) return nullptr;
        found = constructor;
    }
    return found;
}

static bool isZero(const Expr* expr) {
    const auto* number = dyn_cast<IntegerLiteral>(expr->IgnoreParenImpCasts());
    return number && number->getValue() == 0;
}

/// What `make_unique<T>` and the like build: the first template argument of what they return.
static const CXXRecordDecl* firstArgument(const CXXRecordDecl* holder) {
    const auto* type = dyn_cast_or_null<ClassTemplateSpecializationDecl>(holder);
    if (!type || type->getTemplateArgs().size() == 0) return nullptr;
    const TemplateArgument& first = type->getTemplateArgs()[0];
    return first.getKind() == TemplateArgument::Type ? first.getAsType()->getAsCXXRecordDecl() : nullptr;
}

void BodyReader::describeMade(Event& event, const CXXRecordDecl* made, unsigned arguments) const {
    event.type = names_.typeOf(made);
    event.isHeap = true;
    if (const CXXConstructorDecl* constructor = constructorFor(made, arguments)) {
        event.callee = names_.entityOf(constructor);
        event.name = names_.canonicalName(constructor);
    }
}

/// make_unique<T>(…), emplace(…) and their like build a T; their bodies are not read, so the
/// construction is added here. The call then stands for the object it built.
void BodyReader::readMaker(const CallExpr* call, const FunctionDecl* callee) {
    const IdentifierInfo* id = callee->getIdentifier();
    if (!id || names_.isProject(callee->getLocation())) return;
    const bool makes = llvm::StringSwitch<bool>(id->getName())
                           .Cases("make_unique", "make_shared", "make_lw_shared", "make_foreign", true)
                           .Default(false);
    const auto* method = dyn_cast<CXXMethodDecl>(callee);
    const bool emplaces = method && method->getParent()->isInStdNamespace() &&
                          (id->getName() == "emplace" || id->getName() == "emplace_back");
    if (!makes && !emplaces) return;
    const CXXRecordDecl* made = firstArgument(makes ? callee->getReturnType()->getAsCXXRecordDecl() : method->getParent());
    if (!made) return;
    const Event from = fact_.events.back();
    Event& event = add(EventKind::Construct, call->getExprLoc(), call);
    describeMade(event, made, call->getNumArgs());
    event.args = from.args;
    event.object = makes ? Value{.kind = ValueKind::Result, .event = events_[call]} : from.object;
    if (makes)
        if (Value place = places_.builtBy(call); !place.is(ValueKind::Unknown)) event.object = place;
}

void BodyReader::readConstruct(const CXXConstructExpr* construct) {
    const CXXConstructorDecl* constructor = construct->getConstructor();
    if (isTransparent(construct) || isDull(constructor->getParent())) return;
    for (const Expr* given : defaultArguments(construct)) walk(given);
    Event event;
    addArguments(event, llvm::SmallVector<const Expr*>(construct->arguments()));
    Event& slot = add(EventKind::Construct, construct->getExprLoc(), construct);
    slot.args = std::move(event.args);
    slot.callee = names_.entityOf(constructor);
    slot.name = names_.canonicalName(constructor);
    slot.type = names_.typeOf(construct->getType());
    slot.isHeap = places_.newOf(construct) != nullptr;
    slot.object = places_.builtBy(construct);
    if (slot.object.is(ValueKind::Unknown))
        slot.object = {.kind = ValueKind::Result, .event = events_[construct]};
    readFilling(construct);
}

/// `optional<T>{in_place, …}` and `vector<T>(n, …)` build their elements where no body is read.
void BodyReader::readFilling(const CXXConstructExpr* construct) {
    const CXXRecordDecl* holder = construct->getConstructor()->getParent();
    if (!holder->isInStdNamespace() || construct->getNumArgs() == 0) return;
    const bool isList = llvm::StringSwitch<bool>(holder->getName())
                            .Cases("vector", "deque", "list", "forward_list", true)
                            .Default(false);
    const QualType first = construct->getArg(0)->getType();
    const CXXRecordDecl* tag = first->getAsCXXRecordDecl();
    const bool isCounted = isList && first->isIntegerType() && !isZero(construct->getArg(0));
    const bool isInPlace = holder->getName() == "optional" && tag && tag->getName() == "in_place_t";
    const CXXRecordDecl* made = isCounted || isInPlace ? firstArgument(holder) : nullptr;
    if (!made) return;
    const Event from = fact_.events.back();
    Event& event = add(EventKind::Construct, construct->getExprLoc());
    event.args.assign(from.args.begin() + 1, from.args.end());
    if (isList) event.args.pop_back(); // the allocator
    describeMade(event, made, event.args.size());
    event.object = from.object;
    event.isOnce = from.isOnce;
}

void BodyReader::readAssignment(const Expr* at, const Expr* target, const Expr* assigned) {
    Value object = value(target), source = value(assigned);
    Event& event = add(EventKind::Assign, at->getExprLoc());
    event.object = std::move(object);
    event.args = {std::move(source)};
    event.type = names_.typeOf(target->getType());
}

/// Variables that are built by a constructor have their Construct event already; pointers,
/// references and results of calls are assigned.
void BodyReader::readDeclarations(const DeclStmt* declarations) {
    for (const Decl* decl : declarations->decls()) {
        const auto* variable = dyn_cast<VarDecl>(decl);
        if (!variable || !variable->hasInit()) continue;
        Value init = value(variable->getInit());
        const bool isBuilt = init.is(ValueKind::Result) &&
                             fact_.events[init.event].kind == EventKind::Construct &&
                             fact_.events[init.event].object.is(ValueKind::Variable);
        if (isBuilt) continue;
        Event& event = add(EventKind::Assign, variable->getLocation());
        event.object = variableValue(variable, names_);
        event.args = {std::move(init)};
        event.type = names_.typeOf(variable->getType());
        event.isOnce = variable->isStaticLocal();
    }
}

void BodyReader::readInit(const CXXCtorInitializer* init) {
    const FieldDecl* field = init->getAnyMember();
    if (!field) return;
    Value source = value(init->getInit());
    if (source.is(ValueKind::Result) && fact_.events[source.event].object.is(ValueKind::Field)) return;
    Event& event = add(EventKind::Initialize, init->getSourceLocation());
    event.object = fieldValue(field, {.kind = ValueKind::This}, names_);
    event.args = {std::move(source)};
    event.type = names_.typeOf(field->getType());
}

void BodyReader::destroy(Value object, QualType type, SourceLocation at) {
    const CXXRecordDecl* record = recordOf(type);
    if (!record || !record->hasDefinition() || isDull(record)) return;
    Event& event = add(EventKind::Destroy, at);
    event.object = std::move(object);
    event.type = names_.typeOf(type);
    if (const CXXDestructorDecl* destructor = record->getDestructor())
        event.callee = names_.entityOf(destructor);
}

} // namespace

void readBody(const FunctionDecl* function, const DeclNames& names, FunctionFact& fact) {
    BodyReader(names, fact).readFunction(function);
}

void readInitializer(const VarDecl* variable, const DeclNames& names, FunctionFact& fact) {
    BodyReader(names, fact).readVariable(variable);
}

} // namespace looplint
