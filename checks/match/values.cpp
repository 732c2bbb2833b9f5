#include "match/values.h"

#include <clang/AST/ExprCXX.h>
#include <llvm/ADT/STLExtras.h>
#include <llvm/ADT/StringExtras.h>
#include <llvm/ADT/StringSwitch.h>
#include <llvm/Support/JSON.h>

using namespace clang;

namespace looplint {

/// Smart pointers and wrappers: the object is what they point to. Matched by shape, not by
/// library: a class outside the project with `operator->`.
static bool isPointerLike(const CXXRecordDecl* record) {
    if (!record || !record->hasDefinition()) return false;
    const bool isHolder =
        llvm::StringSwitch<bool>(record->getName())
            .Cases("unique_ptr", "shared_ptr", "weak_ptr", "optional", "reference_wrapper", true)
            .Cases("scoped_ptr", "intrusive_ptr", "QPointer", "QScopedPointer", true)
            .Cases("QSharedPointer", "QWeakPointer", "RefPtr", "not_null", true)
            .Cases("scoped_refptr", "lw_shared_ptr", "observer_ptr", true)
            .Default(false);
    return isHolder;
}

/// `object`'s type is asked, not the method's class: accessors may come from a private base. A
/// lambda that is made a function pointer is still that lambda.
static bool isAccessor(const CXXMethodDecl* method, const Expr* object) {
    if (isa<CXXConversionDecl>(method) && method->getParent()->isLambda()) return true;
    if (!isPointerLike(object->getType()->getAsCXXRecordDecl()) &&
        !isPointerLike(method->getParent()) &&
        !isPointerLike(object->IgnoreParenImpCasts()->getType()->getAsCXXRecordDecl()))
        return false;
    switch (method->getOverloadedOperator()) {
    case OO_Arrow:
    case OO_Star:
        return true;
    case OO_None:
        break;
    default:
        return false;
    }
    if (isa<CXXConversionDecl>(method)) return !method->getReturnType()->isBooleanType();
    const IdentifierInfo* id = method->getIdentifier();
    return id && llvm::StringSwitch<bool>(id->getName())
                     .Cases("get", "value", "lock", "data", "release", true)
                     .Default(false);
}

static bool isForwarder(const FunctionDecl* function) {
    const IdentifierInfo* id = function->getIdentifier();
    if (id && id->getName() == "qFlagLocation") return true; // around the text of SIGNAL(), SLOT()
    return id && function->isInStdNamespace() &&
           llvm::StringSwitch<bool>(id->getName())
               .Cases("move", "forward", "ref", "cref", "addressof", "as_const", "to_address", true)
               .Default(false);
}

/// Constructions that wrap a callable or a pointer without changing what it stands for.
static bool isWrapping(const CXXConstructExpr* construct) {
    const CXXConstructorDecl* constructor = construct->getConstructor();
    if (construct->getNumArgs() == 0) return false;
    const bool oneArgument =
        construct->getNumArgs() == 1 || isa<CXXDefaultArgExpr>(construct->getArg(1));
    if (constructor->isCopyOrMoveConstructor()) return true;
    const CXXRecordDecl* record = constructor->getParent();
    if (!oneArgument) return false;
    const CXXRecordDecl* argument = construct->getArg(0)->getType()->getAsCXXRecordDecl();
    if (argument && argument->getName() == "in_place_t") return false; // builds, wraps nothing
    if (isPointerLike(record))
        return record->getName() != "optional" || !isa<InitListExpr>(construct->getArg(0));
    return record->isInStdNamespace() &&
           (record->getName() == "function" || record->getName() == "move_only_function");
}

/// What `expr` directly stands for, or null if it stands for itself.
static const Expr* stripOne(const Expr* expr) {
    if (const auto* unary = dyn_cast<UnaryOperator>(expr)) {
        const bool isAddress = unary->getOpcode() == UO_AddrOf || unary->getOpcode() == UO_Deref;
        return isAddress ? unary->getSubExpr() : nullptr;
    }
    if (const auto* call = dyn_cast<CXXOperatorCallExpr>(expr)) {
        const auto* method = dyn_cast_or_null<CXXMethodDecl>(call->getDirectCallee());
        return method && isAccessor(method, call->getArg(0)) ? call->getArg(0) : nullptr;
    }
    if (const auto* call = dyn_cast<CXXMemberCallExpr>(expr)) {
        const CXXMethodDecl* method = call->getMethodDecl();
        const Expr* object = call->getImplicitObjectArgument();
        return method && isAccessor(method, object) ? object : nullptr;
    }
    if (const auto* call = dyn_cast<CallExpr>(expr)) {
        const FunctionDecl* callee = call->getDirectCallee();
        return callee && isForwarder(callee) && call->getNumArgs() == 1 ? call->getArg(0) : nullptr;
    }
    if (const auto* construct = dyn_cast<CXXConstructExpr>(expr))
        return isWrapping(construct) ? construct->getArg(0) : nullptr;
    if (const auto* cast = dyn_cast<CastExpr>(expr)) return cast->getSubExpr();
    if (const auto* argument = dyn_cast<CXXDefaultArgExpr>(expr)) return argument->getExpr();
    if (const auto* init = dyn_cast<CXXDefaultInitExpr>(expr)) return init->getExpr();
    if (const auto* list = dyn_cast<CXXStdInitializerListExpr>(expr)) return list->getSubExpr();
    if (const auto* opaque = dyn_cast<OpaqueValueExpr>(expr)) return opaque->getSourceExpr();
    if (const auto* rewritten = dyn_cast<CXXRewrittenBinaryOperator>(expr))
        return rewritten->getSemanticForm();
    return nullptr;
}

bool isTransparent(const Expr* expr) { return stripOne(expr) != nullptr; }

static bool isMove(const Expr* expr) {
    const auto* call = dyn_cast<CallExpr>(expr);
    const FunctionDecl* callee = call ? call->getDirectCallee() : nullptr;
    return callee && callee->isInStdNamespace() && callee->getIdentifier() &&
           callee->getName() == "move" && call->getNumArgs() == 1;
}

const Expr* transparent(const Expr* expr, bool* isMoved) {
    while (expr) {
        const Expr* inner = expr->IgnoreParens();
        if (const auto* full = dyn_cast<FullExpr>(inner)) inner = full->getSubExpr();
        if (const auto* temporary = dyn_cast<MaterializeTemporaryExpr>(inner))
            inner = temporary->getSubExpr();
        if (const auto* bound = dyn_cast<CXXBindTemporaryExpr>(inner)) inner = bound->getSubExpr();
        if (inner == expr) {
            inner = stripOne(expr);
            if (!inner) return expr;
            if (isMoved && isMove(expr)) *isMoved = true;
        }
        expr = inner;
    }
    return expr;
}

namespace {
/// One function per kind of expression; all end in a Value.
class ValueReader {
  public:
    ValueReader(const DeclNames& names, const EventIndex& events)
        : names_(names), events_(events) {}

    Value read(const Expr* expr) {
        if (!expr) return {};
        bool isMoved = false;
        Value value = readStripped(transparent(expr, &isMoved));
        value.isMoved = isMoved;
        return value;
    }

  private:
    Value readStripped(const Expr* expr) {
        if (expr->getType().isNull()) return {}; // code with errors
        if (auto event = events_.find(expr); event != events_.end())
            return {.kind = ValueKind::Result, .event = event->second};
        if (const auto* reference = dyn_cast<DeclRefExpr>(expr))
            return ofDecl(reference->getDecl());
        if (const auto* member = dyn_cast<MemberExpr>(expr)) return ofMember(member);
        if (isa<CXXThisExpr>(expr)) return {.kind = ValueKind::This};
        if (const auto* lambda = dyn_cast<LambdaExpr>(expr))
            return {.kind = ValueKind::Lambda,
                    .entity = names_.entityOf(lambda->getCallOperator())};
        if (const auto* list = dyn_cast<InitListExpr>(expr))
            return ofList({list->getInits(), list->getNumInits()});
        if (const auto* construct =
                dyn_cast<CXXConstructExpr>(expr)) // of no interest but for what it holds
            return ofList({construct->getArgs(), construct->getNumArgs()});
        if (const auto* subscript = dyn_cast<ArraySubscriptExpr>(expr))
            return element(subscript->getBase(), subscript->getType());
        if (const auto* call = dyn_cast<CXXOperatorCallExpr>(expr)) return ofOperator(call);
        if (const auto* binary = dyn_cast<BinaryOperator>(expr)) return ofBinary(binary);
        if (const auto* unary = dyn_cast<UnaryOperator>(expr);
            unary && unary->getOpcode() == UO_LNot)
            return {.kind = ValueKind::Operator, .name = "!", .parts = {read(unary->getSubExpr())}};
        if (const auto* choice = dyn_cast<ConditionalOperator>(expr))
            return {.kind = ValueKind::Operator,
                    .name = "?:",
                    .parts = {read(choice->getTrueExpr()), read(choice->getFalseExpr())}};
        return ofLiteral(expr);
    }

    /// What a named number or enumerator is: flags are mostly kept in constants.
    const Expr* constantOf(const VarDecl* variable) const {
        const QualType type = variable->getType();
        const Expr* init =
            type->isIntegralOrEnumerationType() ? variable->getAnyInitializer() : nullptr;
        const bool isConstant = init && !init->isValueDependent() && !variable->isInvalidDecl() &&
                                variable->mightBeUsableInConstantExpressions(names_.context());
        return isConstant && init->isEvaluatable(names_.context()) ? init : nullptr;
    }

    Value ofDecl(const ValueDecl* decl) {
        if (const auto* function = dyn_cast<FunctionDecl>(decl))
            return {.kind = ValueKind::Function,
                    .name = names_.canonicalName(function),
                    .entity = names_.entityOf(function)};
        if (const auto* constant = dyn_cast<EnumConstantDecl>(decl))
            return {.kind = ValueKind::Literal, .name = names_.canonicalName(constant)};
        if (const auto* variable = dyn_cast<VarDecl>(decl)) {
            const Expr* constant = constantOf(variable);
            return constant ? read(constant) : variableValue(variable, names_);
        }
        if (const auto* binding = dyn_cast<BindingDecl>(decl)) return ofBinding(binding);
        return {};
    }

    /// `auto& [key, value] = …`: a variable of its own (of tuples and pairs), or a part.
    Value ofBinding(const BindingDecl* binding) {
        if (const VarDecl* holding = binding->getHoldingVar())
            return variableValue(holding, names_);
        return read(binding->getBinding());
    }

    Value ofMember(const MemberExpr* member) {
        const ValueDecl* decl = member->getMemberDecl();
        const auto* field = dyn_cast<FieldDecl>(decl);
        return field ? fieldValue(field, read(member->getBase()), names_) : ofDecl(decl);
    }

    Value ofList(llvm::ArrayRef<const Expr*> inits) {
        Value value{.kind = ValueKind::List};
        for (const Expr* init : inits) value.parts.push_back(read(init));
        return value;
    }

    Value element(const Expr* container, QualType type) {
        return {.kind = ValueKind::Field,
                .isPointer = type->isAnyPointerType(),
                .name = "[]",
                .parts = {read(container)}};
    }

    Value ofOperator(const CXXOperatorCallExpr* call) {
        if (call->getOperator() == OO_Subscript) return element(call->getArg(0), call->getType());
        if (!call->isComparisonOp()) return {};
        return {.kind = ValueKind::Operator,
                .name = getOperatorSpelling(call->getOperator()),
                .parts = {read(call->getArg(0)), read(call->getArg(1))}};
    }

    Value ofBinary(const BinaryOperator* binary) {
        if (binary->isAssignmentOp()) return read(binary->getLHS());
        if (binary->isCommaOp()) return read(binary->getRHS());
        const bool isSum = binary->getOpcode() == BO_Or; // of flags
        if (!binary->isComparisonOp() && !binary->isLogicalOp() && !isSum) return {};
        return {.kind = ValueKind::Operator,
                .name = Name(binary->getOpcodeStr()),
                .parts = {read(binary->getLHS()), read(binary->getRHS())}};
    }

    Value ofLiteral(const Expr* expr) {
        const bool isZeroed = isa<ImplicitValueInitExpr>(expr) || isa<CXXScalarValueInitExpr>(expr);
        if (isa<CXXNullPtrLiteralExpr>(expr) || isa<GNUNullExpr>(expr) ||
            (isZeroed && expr->getType()->isPointerType()))
            return {.kind = ValueKind::Null};
        if (const auto* text = dyn_cast<StringLiteral>(expr);
            text && text->getCharByteWidth() == 1 && llvm::json::isUTF8(text->getString()))
            return {.kind = ValueKind::Literal, .name = textOf(text)};
        if (const auto* number = dyn_cast<IntegerLiteral>(expr))
            return {.kind = ValueKind::Literal,
                    .name = Name(llvm::toString(number->getValue(), 10, false))};
        if (const auto* truth = dyn_cast<CXXBoolLiteralExpr>(expr))
            return {.kind = ValueKind::Literal, .name = truth->getValue() ? "true" : "false"};
        return {};
    }

    /// Up to the first NUL: what a function sees of it.
    static Name textOf(const StringLiteral* literal) {
        return Name(std::string_view(literal->getString().split('\0').first));
    }

    const DeclNames& names_;
    const EventIndex& events_;
};
} // namespace

Value variableValue(const VarDecl* variable, const DeclNames& names) {
    return {.kind = ValueKind::Variable,
            .name = Name(variable->getName()),
            .entity = names.entityOf(variable)};
}

Value fieldValue(const FieldDecl* field, Value base, const DeclNames& names) {
    const QualType type = field->getType();
    return {.kind = ValueKind::Field,
            .isPointer = type->isAnyPointerType() || type->isReferenceType(),
            .name = Name(field->getName()),
            .entity = names.entityOf(field),
            .parts = {std::move(base)}};
}

List<Capture> capturesOf(const LambdaExpr* lambda, const DeclNames& names,
                         const EventIndex& events) {
    List<Capture> captures;
    auto init = lambda->capture_init_begin();
    for (const LambdaCapture& capture : lambda->captures()) {
        Capture captured;
        captured.isReference =
            capture.getCaptureKind() == LCK_ByRef || capture.getCaptureKind() == LCK_This;
        if (capture.capturesVariable()) {
            captured.entity = names.entityOf(capture.getCapturedVar());
            captured.type = names.typeOf(capture.getCapturedVar()->getType());
            if (captured.isReference) captured.type.held = Held::Reference;
        }
        captured.value =
            capture.capturesThis() ? Value{.kind = ValueKind::This} : valueOf(*init, names, events);
        captures.push_back(std::move(captured));
        ++init;
    }
    return captures;
}

Value valueOf(const Expr* expr, const DeclNames& names, const EventIndex& events) {
    return ValueReader(names, events).read(expr);
}

} // namespace looplint
