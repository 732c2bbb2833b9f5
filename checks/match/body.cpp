#include "match/body_reader.h"

#include "analysis/merge_blocks.h"

using namespace clang;

namespace looplint {

BodyFacts BodyReader::readFunction(const FunctionDecl* function) {
    function_ = function;
    Stmt* body = function->getBody();
    if (auto* coroutine = dyn_cast<CoroutineBodyStmt>(body)) body = coroutine->getBody();
    if (const auto* constructor = dyn_cast<CXXConstructorDecl>(function))
        for (const CXXCtorInitializer* init : constructor->inits()) places_.addInitializer(init);
    places_.addBody(body);

    readFlow(function, body);
    return finish();
}

/// Whether all that a class is made of is defined: Clang's CFG asks bases and members for their
/// destructors, and in code with errors there may be none to ask.
static bool isWhole(const CXXRecordDecl* record) {
    if (!record->hasDefinition() || record->isInvalidDecl()) return false;
    for (const CXXBaseSpecifier& base : record->bases()) {
        const CXXRecordDecl* of = base.getType()->getAsCXXRecordDecl();
        if (!of || !isWhole(of)) return false;
    }
    for (const FieldDecl* field : record->fields()) {
        const CXXRecordDecl* of = recordOf(field->getType());
        const bool isHeld =
            of && !field->getType()->isPointerType() && !field->getType()->isReferenceType();
        if (field->isInvalidDecl() || (isHeld && !of->hasDefinition())) return false;
    }
    return true;
}

void BodyReader::readFlow(const Decl* decl, Stmt* body) {
    CFG::BuildOptions options;
    options.setAllAlwaysAdd();
    options.AddInitializers = options.AddImplicitDtors = options.AddTemporaryDtors = true;
    options.AddCXXDefaultInitExprInCtors = options.AddCXXDefaultInitExprInAggregates = true;
    options.AddCXXNewAllocator = false;
    const auto* method = dyn_cast<CXXMethodDecl>(decl);
    const bool canBuild = body && (!method || isWhole(method->getParent()));
    auto graph =
        canBuild ? CFG::buildCFG(decl, body, &const_cast<ASTContext&>(names_.context()), options)
                 : nullptr;
    if (graph) return readGraph(*graph);
    walk(body); // no graph: what stands there, in order
    facts_.blocks = {{.begin = 0, .end = static_cast<uint32_t>(facts_.events.size())}};
}

BodyFacts BodyReader::readVariable(const VarDecl* variable) {
    places_.addBody(variable->getInit());
    places_.addVariable(variable);
    readFlow(variable, const_cast<Expr*>(variable->getInit()));
    if (!recordOf(variable->getType()) || variable->getType()->isPointerType() ||
        variable->getType()->isReferenceType()) {
        Event& event = add(EventKind::Assign, variable->getLocation());
        event.object = variableValue(variable, names_);
        event.args = {value(variable->getInit())};
    }
    facts_.blocks.back().end = static_cast<uint32_t>(facts_.events.size()); // the exit's
    return finish();
}

/// Blocks are numbered from the entry on; Clang numbers them from the exit.
void BodyReader::readGraph(const CFG& graph) {
    const unsigned count = graph.getNumBlockIDs();
    facts_.blocks.resize(count);
    auto indexOf = [&](const CFGBlock& block) { return count - 1 - block.getBlockID(); };
    std::vector<const CFGBlock*> order(count);
    for (const CFGBlock* block : graph) order[indexOf(*block)] = block;
    for (unsigned i = 0; i < count; ++i) {
        facts_.blocks[i].begin = static_cast<uint32_t>(facts_.events.size());
        for (const CFGElement& element : *order[i]) readElement(element);
        facts_.blocks[i].end = static_cast<uint32_t>(facts_.events.size());
    }
    for (unsigned i = 0; i < count; ++i) {
        for (const CFGBlock::AdjacentBlock& next : order[i]->succs())
            if (const CFGBlock* block = next.getReachableBlock())
                facts_.blocks[i].successors.push_back(indexOf(*block));
        const auto* condition = dyn_cast_or_null<Expr>(order[i]->getTerminatorCondition());
        if (condition && facts_.blocks[i].successors.size() == 2)
            facts_.blocks[i].condition = value(condition);
    }
}

void BodyReader::readElement(const CFGElement& element) {
    if (auto stmt = element.getAs<CFGStmt>()) return readStmt(stmt->getStmt());
    if (auto init = element.getAs<CFGInitializer>()) return readInit(init->getInitializer());
    if (auto dtor = element.getAs<CFGAutomaticObjDtor>()) {
        const VarDecl* variable = dtor->getVarDecl();
        destroy(variableValue(variable, names_), variable->getType(),
                dtor->getTriggerStmt()->getEndLoc());
    } else if (auto base = element.getAs<CFGBaseDtor>()) {
        readBaseEnd(*base->getBaseSpecifier());
    } else if (auto member = element.getAs<CFGMemberDtor>()) {
        const FieldDecl* field = member->getFieldDecl();
        destroy(fieldValue(field, {.kind = ValueKind::This}, names_), field->getType(),
                field->getLocation());
    }
}

/// A destructor calls that of each base of the project's, after the members have died.
void BodyReader::readBaseEnd(const CXXBaseSpecifier& base) {
    const CXXRecordDecl* record = base.getType()->getAsCXXRecordDecl();
    const CXXDestructorDecl* destructor = record ? record->getDestructor() : nullptr;
    if (!destructor || !names_.isProject(record->getLocation())) return;
    Event& event = add(EventKind::Call, base.getBaseTypeLoc());
    event.object = {.kind = ValueKind::This};
    event.callee = names_.entityOf(destructor);
    event.name = names_.canonicalName(destructor);
}

/// The field that `++`, `+=` and the like change.
static const Expr* changedField(const Stmt* stmt) {
    const Expr* target = nullptr;
    if (const auto* unary = dyn_cast<UnaryOperator>(stmt); unary && unary->isIncrementDecrementOp())
        target = unary->getSubExpr();
    if (const auto* binary = dyn_cast<CompoundAssignOperator>(stmt)) target = binary->getLHS();
    return target && isa<MemberExpr>(target->IgnoreParens()) ? target : nullptr;
}

void BodyReader::readStmt(const Stmt* stmt) {
    if (const auto* call = dyn_cast<CallExpr>(stmt)) return readCall(call);
    if (const auto* construct = dyn_cast<CXXConstructExpr>(stmt)) return readConstruct(construct);
    if (const auto* base = dyn_cast<CXXInheritedCtorInitExpr>(stmt)) return readInherited(base);
    if (const auto* declarations = dyn_cast<DeclStmt>(stmt)) return readDeclarations(declarations);
    if (const auto* list = dyn_cast<InitListExpr>(stmt)) return readList(list);
    if (const auto* lambda = dyn_cast<LambdaExpr>(stmt)) {
        lambdas_[lambda] = capturesOf(lambda, names_, events_);
        return;
    }
    if (const auto* binary = dyn_cast<BinaryOperator>(stmt);
        binary && binary->getOpcode() == BO_Assign)
        return readAssignment(binary, binary->getLHS(), binary->getRHS());
    if (const Expr* field = changedField(stmt))
        return readAssignment(cast<Expr>(stmt), field, nullptr);
    if (const auto* allocation = dyn_cast<CXXNewExpr>(stmt)) {
        auto built = events_.find(allocation->getConstructExpr());
        if (built != events_.end()) events_[allocation] = built->second;
        return;
    }
    if (const auto* deletion = dyn_cast<CXXDeleteExpr>(stmt))
        return destroy(value(deletion->getArgument()), deletion->getDestroyedType(),
                       deletion->getBeginLoc());
    if (const auto* ret = dyn_cast<ReturnStmt>(stmt)) {
        Value result = value(ret->getRetValue());
        add(EventKind::Return, ret->getBeginLoc()).args = {std::move(result)};
    } else if (const auto* ret = dyn_cast<CoreturnStmt>(stmt)) {
        Value result = value(ret->getOperand());
        add(EventKind::Return, ret->getBeginLoc()).args = {std::move(result)};
    } else if (const auto* suspend = dyn_cast<CoroutineSuspendExpr>(stmt)) {
        Value awaited = value(suspend->getOperand());
        Event& event = add(EventKind::Await, suspend->getKeywordLoc(), suspend);
        event.args = {std::move(awaited)};
        event.name = names_.typeOf(suspend->getOperand()->getType()).generic;
    }
}

void BodyReader::walk(const Stmt* stmt) {
    if (!stmt) return;
    if (const auto* lambda = dyn_cast<LambdaExpr>(stmt)) {
        for (const Expr* init : lambda->capture_inits()) walk(init);
        return readStmt(lambda);
    }
    if (const auto* init = dyn_cast<CXXDefaultInitExpr>(stmt)) return walk(init->getExpr());
    for (const Stmt* child : stmt->children()) walk(child);
    readStmt(stmt);
}

Event& BodyReader::add(EventKind kind, SourceLocation at, const Expr* made) {
    if (made) events_[made] = static_cast<uint32_t>(facts_.events.size());
    Event& event = facts_.events.emplace_back();
    event.kind = kind;
    event.at = names_.locationOf(at);
    event.isOnce = made && places_.isOnce(made);
    return event;
}

void BodyReader::addArguments(Event& event, llvm::ArrayRef<const Expr*> args) {
    for (const Expr* arg : args) event.args.push_back(value(arg));
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
                             facts_.events[init.event].kind == EventKind::Construct &&
                             facts_.events[init.event].object.is(ValueKind::Variable);
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
    if (source.is(ValueKind::Result) && facts_.events[source.event].object.is(ValueKind::Field))
        return;
    Event& event = add(EventKind::Initialize, init->getSourceLocation());
    event.object = fieldValue(field, {.kind = ValueKind::This}, names_);
    event.args = {std::move(source)};
    event.type = names_.typeOf(field->getType());
}

/// Whether a field stands for what is elsewhere: a reference, a pointer, a function object.
static bool isHolding(const FieldDecl* field) {
    const QualType type = field->getType();
    if (type->isReferenceType() || type->isPointerType()) return true;
    const CXXRecordDecl* record = type->getAsCXXRecordDecl();
    return record && record->isInStdNamespace() && !isDull(record);
}

/// The fields of an aggregate that no constructor builds: references, pointers, what a call
/// returns. A temporary's fields are told apart by their declaration, like all others.
void BodyReader::readList(const InitListExpr* list) {
    const Value object = places_.builtBy(list);
    const CXXRecordDecl* record = list->getType()->getAsCXXRecordDecl();
    if (!record || !record->hasDefinition() || !names_.isProject(record->getLocation())) return;
    unsigned index = record->getNumBases();
    for (const FieldDecl* field : record->fields()) {
        if (index >= list->getNumInits()) return;
        const Expr* init = list->getInit(index++);
        if (isa<ImplicitValueInitExpr>(init)) continue; // nothing yet
        if (!isHolding(field)) continue;
        Value source = value(init);
        const bool isBuilt =
            source.is(ValueKind::Result) && facts_.events[source.event].object.is(ValueKind::Field);
        if (source.is(ValueKind::Unknown) || isBuilt) continue;
        Event& event = add(EventKind::Initialize, init->getExprLoc());
        event.object = fieldValue(field, object, names_);
        event.args = {std::move(source)};
        event.type = names_.typeOf(field->getType());
    }
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

BodyFacts BodyReader::finish() {
    mergeBlocks(facts_.blocks);
    facts_.mentions = mentionsOf(facts_.events, facts_.blocks);
    return std::move(facts_);
}

BodyFacts readBody(const FunctionDecl* function, const DeclNames& names, LambdaCaptures& lambdas) {
    return BodyReader(names, lambdas).readFunction(function);
}

BodyFacts readInitializer(const VarDecl* variable, const DeclNames& names,
                          LambdaCaptures& lambdas) {
    return BodyReader(names, lambdas).readVariable(variable);
}

} // namespace looplint
