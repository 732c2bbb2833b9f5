// Calls and constructions: what they pass, what they build, and what library functions build inside
// bodies that are not read.

#include "match/body_reader.h"
#include "match/makers.h"

#include <llvm/ADT/StringSwitch.h>

using namespace clang;

namespace looplint {

bool isDull(const CXXRecordDecl* record) {
    if (!record || !record->isInStdNamespace()) return false;
    return llvm::StringSwitch<bool>(record->getName())
        .Cases("basic_string", "basic_string_view", "initializer_list", "allocator", true)
        .Cases("duration", "time_point", "pair", "error_code", "basic_ostream", true)
        .Default(false);
}

/// printf, memset, __builtin_expect: functions that Clang knows and that say nothing of objects,
/// threads and processes.
static bool isDullBuiltin(const FunctionDecl* callee) {
    if (callee->getBuiltinID() == 0 || callee->isInStdNamespace()) return false;
    return llvm::StringSwitch<bool>(callee->getName())
        .Cases("free", "fork", "vfork", "pthread_create", false)
        .Cases("exit", "_exit", "_Exit", "quick_exit", false)
        .Default(true);
}

/// Arguments that the callee's declaration supplies are evaluated here, and no graph shows them.
template <class Call>
static llvm::SmallVector<const Expr*> defaultArguments(const Call* call) {
    llvm::SmallVector<const Expr*> defaults;
    for (const Expr* arg : call->arguments())
        if (const auto* given = dyn_cast<CXXDefaultArgExpr>(arg))
            defaults.push_back(given->getExpr());
    return defaults;
}

/// What a call in a generic lambda names that waits for the types of its arguments: one function,
/// or some of one name of a library.
static const FunctionDecl* namedBy(const CallExpr* call, const DeclNames& names) {
    const auto* overloads = dyn_cast<OverloadExpr>(call->getCallee()->IgnoreParenImpCasts());
    if (!overloads) return call->getDirectCallee();
    const FunctionDecl* first = nullptr;
    for (const NamedDecl* decl : overloads->decls()) {
        const FunctionDecl* function = decl->getUnderlyingDecl()->getAsFunction();
        if (!function) return nullptr;
        if (!first) first = function;
        if (function == first) continue;
        if (names.isProject(function->getLocation()) ||
            names.canonicalName(function) != names.canonicalName(first))
            return nullptr;
    }
    return first;
}

/// The object of a call that waits for types; null for a function's, and for `this` left out.
static const Expr* objectOf(const CallExpr* call) {
    const Expr* callee = call->getCallee()->IgnoreParenImpCasts();
    if (const auto* member = dyn_cast<MemberExpr>(callee)) return member->getBase();
    const auto* unresolved = dyn_cast<UnresolvedMemberExpr>(callee);
    return unresolved && !unresolved->isImplicitAccess() ? unresolved->getBase() : nullptr;
}

/// Whether a call that waits for types is one of a method on `this`, left out.
static bool isOnThis(const CallExpr* call) {
    const auto* member = dyn_cast<UnresolvedMemberExpr>(call->getCallee()->IgnoreParenImpCasts());
    return member && member->isImplicitAccess();
}

void BodyReader::readCall(const CallExpr* call) {
    if (isTransparent(call)) return;
    const FunctionDecl* callee =
        call->isTypeDependent() ? namedBy(call, names_) : call->getDirectCallee();
    if (!callee && call->isTypeDependent()) return;
    if (callee && isDullBuiltin(callee)) return;
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
    if (call->isTypeDependent() && !object) object = objectOf(call);
    const auto* toMember = dyn_cast<BinaryOperator>(call->getCallee()->IgnoreParens());
    if (!callee && toMember && toMember->isPtrMemOp())
        object = toMember->getRHS(); // (this->*f)()
    else if (!callee && !object)
        object = call->getCallee(); // through a pointer: the object is the callable
    Value receiver = object ? value(object) : Value{};
    if (call->isTypeDependent() && isOnThis(call)) receiver = {.kind = ValueKind::This};
    Event event;
    addArguments(event, args);
    if (callee) {
        event.callee = names_.entityOf(callee);
        event.name = names_.canonicalName(callee);
        const auto* method = dyn_cast<CXXMethodDecl>(callee);
        const auto* member = dyn_cast<MemberExpr>(call->getCallee()->IgnoreParenImpCasts());
        event.isVirtual =
            method && method->isVirtual() &&
            (!member || member->performsVirtualDispatch(names_.context().getLangOpts()));
        if (object && recordOf(object->getType()))
            event.receiver = names_.recordKey(recordOf(object->getType()));
    }
    event.object = std::move(receiver);
    event.type = names_.typeOf(call->getType());
    Event& slot = add(EventKind::Call, call->getExprLoc(), call);
    event.at = slot.at;
    event.isOnce = slot.isOnce;
    slot = std::move(event);
    if (callee) readMaker(call, callee);
}

static bool isZero(const Expr* expr) {
    const auto* number = dyn_cast<IntegerLiteral>(expr->IgnoreParenImpCasts());
    return number && number->getValue() == 0;
}

/// Whether the element is moved or copied from the last argument: as push_back does it.
static bool isMovedIn(const CallExpr* call, const CXXRecordDecl* made) {
    if (call->getNumArgs() == 0) return false;
    const QualType last = call->getArg(call->getNumArgs() - 1)->getType();
    const CXXRecordDecl* record = last->getAsCXXRecordDecl();
    return record && record->getCanonicalDecl() == made->getCanonicalDecl();
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
    if (names_.isProject(callee->getLocation())) return;
    const Maker maker = makerOf(callee);
    if (!maker.made || (maker.isEmplacing && isMovedIn(call, maker.made))) return;
    const Event from = facts_.events.back();
    Event& event = add(EventKind::Construct, call->getExprLoc(), call);
    event.args = from.args;
    if (maker.hasKey && !event.args.empty()) event.args.erase(event.args.begin());
    describeMade(event, maker.made, event.args.size());
    event.object =
        maker.isEmplacing ? from.object : Value{.kind = ValueKind::Result, .event = events_[call]};
    if (!maker.isEmplacing)
        if (Value place = places_.builtBy(call); !place.is(ValueKind::Unknown))
            event.object = place;
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

/// An inherited constructor gives what it gets to the base's.
void BodyReader::readInherited(const CXXInheritedCtorInitExpr* base) {
    const CXXConstructorDecl* constructor = base->getConstructor();
    Event& event = add(EventKind::Construct, base->getLocation());
    for (const ParmVarDecl* parameter : function_->parameters())
        event.args.push_back(variableValue(parameter, names_));
    event.callee = names_.entityOf(constructor);
    event.name = names_.canonicalName(constructor);
    event.type = names_.typeOf(base->getType());
    event.object = {.kind = ValueKind::This};
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
    const Event from = facts_.events.back();
    Event& event = add(EventKind::Construct, construct->getExprLoc());
    event.args = List<Value>(from.args.begin() + 1, from.args.end());
    if (isList && !event.args.empty()) event.args.pop_back(); // the allocator
    describeMade(event, made, event.args.size());
    event.object = from.object;
    event.isOnce = from.isOnce;
}

} // namespace looplint
