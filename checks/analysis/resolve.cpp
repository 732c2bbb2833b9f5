#include "analysis/resolve.h"

namespace looplint {

namespace {
constexpr int kDeepest = 24; // longer chains are Unknown: silence, never a guess
}

std::string Place::text() const {
    std::string out = kind == PlaceKind::DefaultLoop ? name + "()"
                      : kind == PlaceKind::This      ? "this"
                                                     : name.str();
    for (Name part : path) out += part == Name("[]") ? "[]" : (out.empty() ? "" : ".") + part;
    return out;
}

const Value* onlyAssignment(const FunctionFact& function, const Entity& variable) {
    const Value* found = nullptr;
    for (const Event& event : function.events()) {
        if (event.kind != EventKind::Assign || event.object.entity != variable ||
            !event.object.is(ValueKind::Variable))
            continue;
        if (found) return nullptr;
        found = &event.args[0];
    }
    return found;
}

Place Resolver::resolve(const Value& value, const Frame& frame, int depth) const {
    if (depth > kDeepest || !frame.function) return {};
    switch (value.kind) {
    case ValueKind::Variable:
        return ofVariable(value, frame, depth + 1);
    case ValueKind::Field:
        return ofField(value, frame, depth + 1);
    case ValueKind::Result:
        return ofResult(value, frame, depth + 1);
    case ValueKind::Null:
        return {.kind = PlaceKind::Null};
    case ValueKind::This:
        if (frame.caller && frame.call)
            return resolve(frame.call->object, *frame.caller, depth + 1);
        return {.kind = PlaceKind::This};
    default:
        return {};
    }
}

Place Resolver::ofVariable(const Value& value, const Frame& frame, int depth) const {
    const auto& parameters = frame.function->parameters;
    for (size_t i = 0; i < parameters.size(); ++i) {
        if (parameters[i].entity != value.entity) continue;
        if (frame.caller && frame.call && i < frame.call->args.size())
            return resolve(frame.call->args[i], *frame.caller, depth);
        return {.kind = PlaceKind::Parameter, .root = value.entity, .name = value.name};
    }
    const Place itself{.kind = PlaceKind::Variable, .root = value.entity, .name = value.name};
    const FunctionFact* where = frame.function;
    const FunctionFact* initializer = program_.initializer(value.entity);
    if (initializer) where = initializer;
    const Value* source = onlyAssignment(*where, value.entity);
    if (!source) return itself;
    Place target = initializer ? resolve(*source, Frame{initializer, nullptr, nullptr}, depth)
                               : resolve(*source, frame, depth);
    return target.is(PlaceKind::Unknown) || target.is(PlaceKind::Null) ? itself : target;
}

/// A reference or pointer member that the constructor sets from its arguments is what it was set
/// to, if the frame shows the construction.
Place Resolver::ofField(const Value& value, const Frame& frame, int depth) const {
    if (value.parts.empty()) return {};
    Place base = resolve(value.parts[0], frame, depth);
    if (base.is(PlaceKind::Unknown)) return {};
    const bool isOwn = value.parts[0].is(ValueKind::This);
    for (const Frame* at = isOwn ? &frame : nullptr; at; at = at->caller) {
        for (const Event& event : at->function->events()) {
            const bool sets = event.kind == EventKind::Initialize &&
                              event.object.is(ValueKind::Field) &&
                              event.object.name == value.name && event.type.held != Held::Value;
            if (!sets) continue;
            Place source = resolve(event.args[0], *at, depth);
            if (!source.is(PlaceKind::Unknown) && !source.is(PlaceKind::Null)) return source;
        }
        if (!at->call || !at->call->object.is(ValueKind::This)) break; // another object's method
    }
    base.path.push_back(value.name);
    return base;
}

Place Resolver::ofResult(const Value& value, const Frame& frame, int depth) const {
    if (value.event >= frame.function->events().size()) return {};
    const Event& event = frame.function->events()[value.event];
    if (event.kind == EventKind::Call) return ofCall(event, frame, depth);
    if (event.kind != EventKind::Construct) return {};
    const bool isTemporary =
        event.object.is(ValueKind::Result) && event.object.event == value.event;
    if (!isTemporary) return resolve(event.object, frame, depth);
    return {.kind = PlaceKind::Made, .name = event.type.generic, .site = &event};
}

Place Resolver::ofCall(const Event& call, const Frame& frame, int depth) const {
    if (models_.isDefaultLoop(call.name))
        return {.kind = PlaceKind::DefaultLoop, .name = call.name};
    if (models_.isAccessor(call.name)) {
        const Value* of = !call.object.is(ValueKind::Unknown) ? &call.object
                          : call.args.empty()                 ? nullptr
                                                              : &call.args[0];
        return of ? resolve(*of, frame, depth) : Place{};
    }
    const FunctionFact* callee = call.isVirtual ? nullptr : program_.function(call.callee);
    if (!callee) return {};
    const Frame inner{callee, &call, &frame};
    Place result;
    bool isFirst = true;
    for (const Event& event : callee->events()) {
        if (event.kind != EventKind::Return || event.args.empty()) continue;
        Place place = resolve(event.args[0], inner, depth);
        if (!isFirst && !(place == result)) return {};
        result = std::move(place);
        isFirst = false;
    }
    return result;
}

} // namespace looplint
