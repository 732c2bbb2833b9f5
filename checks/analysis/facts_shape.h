#pragma once
// The shape of facts: for each fact type, its members with their names, once for all that write,
// read or print them. `a(name, member)` is called in an order that is part of the file format.

#include "analysis/unit_facts.h"

namespace looplint {

template <class A>
void describe(A& a, Location& x) {
    a("f", x.file), a("l", x.line), a("c", x.column);
}
template <class A>
void describe(A& a, Entity& x) {
    a("u", x.usr), a("i", x.unit);
}
template <class A>
void describe(A& a, Type& x) {
    a("record", x.record), a("generic", x.generic), a("held", x.held);
    a("array", x.isArray), a("args", x.arguments);
}
template <class A>
void describe(A& a, Value& x) {
    a("k", x.kind), a("n", x.name), a("e", x.entity), a("v", x.event), a("p", x.parts);
    a("m", x.isMoved), a("r", x.isPointer);
}
template <class A>
void describe(A& a, Event& x) {
    a("kind", x.kind), a("at", x.at), a("callee", x.callee), a("name", x.name);
    a("receiver", x.receiver), a("object", x.object), a("args", x.args), a("type", x.type);
    a("virtual", x.isVirtual), a("heap", x.isHeap), a("once", x.isOnce);
}
template <class A>
void describe(A& a, Block& x) {
    a("begin", x.begin), a("end", x.end), a("next", x.successors), a("if", x.condition);
}
template <class A>
void describe(A& a, Callee& x) {
    a("entity", x.entity), a("virtual", x.isVirtual);
}
template <class A>
void describe(A& a, Mentions& x) {
    a("names", x.names), a("classes", x.classes), a("fields", x.fields);
    a("entities", x.entities), a("callees", x.callees), a("opaque", x.isOpaque);
}
template <class A>
void describe(A& a, BodyFacts& x) {
    a("mentions", x.mentions), a("events", x.events), a("blocks", x.blocks);
}
template <class A>
void describe(A& a, Parameter& x) {
    a("entity", x.entity), a("name", x.name), a("type", x.type);
}
template <class A>
void describe(A& a, Override& x) {
    a("entity", x.entity), a("name", x.name);
}
template <class A>
void describe(A& a, Capture& x) {
    a("entity", x.entity), a("value", x.value), a("type", x.type), a("ref", x.isReference);
}
template <class A>
void describe(A& a, FunctionFact& x) {
    a("entity", x.entity), a("name", x.name), a("record", x.record), a("at", x.at);
    a("params", x.parameters), a("captures", x.captures), a("overrides", x.overrides);
    a("enclosing", x.enclosing), a("body", x.body);
    a("lambda", x.isLambda), a("coroutine", x.isCoroutine), a("eager", x.isEager);
    a("initializer", x.isInitializer), a("returns", x.returns);
}
template <class A>
void describe(A& a, Field& x) {
    a("entity", x.entity), a("name", x.name), a("type", x.type), a("at", x.at);
}
template <class A>
void describe(A& a, RecordFact& x) {
    a("key", x.key), a("generic", x.generic), a("at", x.at), a("bases", x.bases);
    a("fields", x.fields), a("outOfLine", x.outOfLine), a("destructor", x.destructor),
        a("project", x.isProject);
}
template <class A>
void describe(A& a, VariableFact& x) {
    a("entity", x.entity), a("name", x.name), a("type", x.type), a("storage", x.storage);
    a("at", x.at), a("function", x.function), a("macro", x.macro);
    a("thread_local", x.isThreadLocal), a("definition", x.isDefinition);
    a("constant", x.isConstantInitialized);
}
template <class A>
void describe(A& a, Annotation& x) {
    a("kind", x.kind), a("name", x.name), a("entity", x.entity), a("record", x.record);
    a("params", x.parameters), a("loop", x.loop);
}
template <class A>
void describe(A& a, UnitFacts& x) {
    a("unit", x.unit), a("target", x.target), a("errors", x.hasErrors), a("functions", x.functions);
    a("records", x.records), a("variables", x.variables);
    a("annotations", x.annotations);
}

// The last value of each enumeration: what a reader accepts.
constexpr EventKind lastOf(EventKind) { return EventKind::Initialize; }
constexpr ValueKind lastOf(ValueKind) { return ValueKind::List; }
constexpr Held lastOf(Held) { return Held::Reference; }
constexpr Storage lastOf(Storage) { return Storage::Local; }
constexpr AnnotationKind lastOf(AnnotationKind) { return AnnotationKind::Asserts; }

} // namespace looplint
