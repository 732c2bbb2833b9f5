#include "analysis/sole_owners.h"

#include "analysis/holders.h"

#include <algorithm>

namespace looplint {

namespace {
bool isSharedPointer(const Type& type) {
    return type.held == Held::Value && isShared(type.generic) && !type.arguments.empty() &&
           type.generic.str().ends_with("shared_ptr");
}
} // namespace

SoleOwners::SoleOwners(const Program& program, const Objects& objects)
    : program_(program), objects_(objects) {
    for (const FunctionFact* function : program.functions())
        for (const Event& event : function->events())
            if (event.kind == EventKind::Destroy && event.object.is(ValueKind::Variable))
                destroyed_.try_emplace(event.object.entity, event.type);
    for (const FunctionFact* function : program.functions()) read(*function);
}

/// What shares an object out of itself: shared_from_this(). Its caller's class is copied.
void SoleOwners::noteShared(const FunctionFact& function, const Event& event) {
    if (!event.name.str().ends_with("::shared_from_this")) return;
    for (ObjectId object : objects_.of(function, event.object))
        copied_.insert(objects_[object].record);
    noteCopied(event.type);
}

bool SoleOwners::isSole(const Type& type) const {
    if (!isSharedPointer(type)) return false;
    const Name record = type.arguments[0].record;
    for (Name base : program_.basesOf(record)) {
        if (copied_.contains(base)) return false;
    }
    return record && !copied_.contains(record);
}

void SoleOwners::noteCopied(const Type& type) {
    if (type.generic.str().find("iterator") != std::string::npos) return; // points, owns nothing
    for (const Type& argument : type.arguments) {
        const bool isWeak = type.generic.str().ends_with("weak_ptr"); // owns nothing
        if (isShared(type.generic) && !isWeak && argument.record) copied_.insert(argument.record);
        noteCopied(argument); // a container of shared pointers is copied with them
    }
}

/// A value that stays where it is, and is put somewhere else too.
void SoleOwners::noteCopy(const FunctionFact& function, const Value& value, const Type* into) {
    if (value.isMoved || (into && into->held != Held::Value)) return;
    if (into && !isHolderType(into->generic)) return; // what it points to is passed, not itself
    if (value.is(ValueKind::Field) && !value.entity && !value.parts.empty())
        return noteCopy(function, value.parts[0], nullptr); // an element
    if (value.is(ValueKind::Result) && value.event < function.events().size()) {
        const Event& call = function.events()[value.event];
        if (call.name.str().ends_with("::lock")) return; // of a weak one: for as long as it is used
        if (into && call.kind == EventKind::Call && isHolderFunction(call.name)) noteCopied(*into);
        return;
    }
    if (!value.entity) return;
    const Type* type = objects_.typeOf(value.entity);
    auto destroyed = destroyed_.find(value.entity);
    if (!type && destroyed != destroyed_.end()) type = &destroyed->second;
    if (type) noteCopied(*type);
}

void SoleOwners::readCapture(const FunctionFact& lambda, const Capture& capture) {
    const FunctionFact* around = program_.function(lambda.enclosing);
    if (!capture.isReference && around) noteCopy(*around, capture.value, nullptr);
}

void SoleOwners::readArguments(const FunctionFact& function, const Event& event) {
    const FunctionFact* callee = program_.function(event.callee);
    // A deleter of its own decides where the object dies.
    if (event.kind == EventKind::Construct && isShared(event.type.generic) && event.args.size() > 1)
        noteCopied(event.type);
    const std::string& name = event.name.str();
    const Type* reset = name.ends_with("::reset") && event.args.size() > 1
                            ? objects_.typeOf(event.object.entity)
                            : nullptr;
    if (reset) noteCopied(*reset);
    if (name == "std::get") return; // gives a reference to a part
    for (size_t i = 0; i < event.args.size(); ++i) {
        const bool isKnown = callee && i < callee->parameters.size();
        noteCopy(function, event.args[i], isKnown ? &callee->parameters[i].type : nullptr);
    }
}

void SoleOwners::read(const FunctionFact& function) {
    for (const Capture& capture : function.captures) readCapture(function, capture);
    for (const Event& event : function.events()) switch (event.kind) {
        case EventKind::Call:
            noteShared(function, event);
            [[fallthrough]];
        case EventKind::Construct:
            readArguments(function, event);
            break;
        case EventKind::Assign:
        case EventKind::Initialize:
            noteCopy(function, event.args[0], &event.type);
            break;
        case EventKind::Return:
            // A local that is returned is moved; a member is copied.
            if (!event.args.empty() && event.args[0].is(ValueKind::Field))
                noteCopy(function, event.args[0], nullptr);
            break;
        default:
            break;
        }
}

} // namespace looplint
