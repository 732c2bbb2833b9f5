#pragma once
// Facts: what one translation unit says about its functions, records and variables. Plain values:
// they copy, compare and serialise, and know neither Clang nor any library's model. What could
// not be seen is a fact too (Unknown values, calls without a callee entity, isOpen).

#include "analysis/body.h"

#include <vector>

namespace looplint {

struct Parameter {
    Entity entity;
    Name name;
    Type type;

    friend bool operator==(const Parameter&, const Parameter&) = default;
};

/// A virtual method that another overrides.
struct Override {
    Entity entity;
    Name name;

    friend bool operator==(const Override&, const Override&) = default;
};

/// A captured variable of a lambda. `value` speaks of the enclosing function.
struct Capture {
    Entity entity; // the variable as the body names it; empty for `this`
    Value value;
    Type type; // what the lambda keeps; of `this` nothing
    bool isReference = false;

    friend bool operator==(const Capture&, const Capture&) = default;
};

/// A function, method, lambda or coroutine with a body in the project, or the initialiser of a
/// variable with static storage (its entity is the variable's).
struct FunctionFact {
    Entity entity;
    Name name; // canonical: "ns::Server::start", "ns::Server::start::lambda"
    Name record;
    Location at;
    List<Parameter> parameters;
    List<Capture> captures;
    List<Override> overrides;
    Entity enclosing; // the function a lambda or local class stands in
    Body body;
    bool isLambda = false;
    bool isCoroutine = false;
    bool isEager = false; // a coroutine that runs from the call on, not only once it is awaited
    bool isInitializer = false;
    Name returns; // a coroutine: the class template it returns, canonical

    const List<Event>& events() const { return body.facts().events; }
    const List<Block>& blocks() const { return body.facts().blocks; }
    bool isLazy() const { return isCoroutine && !isEager; }
    friend bool operator==(const FunctionFact&, const FunctionFact&) = default;
};

struct Field {
    Entity entity;
    Name name;
    Type type;
    Location at;

    friend bool operator==(const Field&, const Field&) = default;
};

/// A class. Of classes outside the project only the bases are kept.
struct RecordFact {
    Name key; // as Type::record
    Name generic;
    Location at;
    List<Type> bases;
    List<Field> fields;
    List<Entity> outOfLine; // methods that are only declared in the class
    Entity destructor;             // empty if trivial or not seen
    bool isProject = false;

    friend bool operator==(const RecordFact&, const RecordFact&) = default;
};

enum class Storage : uint8_t { Namespace, Member, Local };

/// A variable with static or thread storage duration.
struct VariableFact {
    Entity entity;
    Name name; // qualified; of a function-local static the bare name
    Type type;
    Storage storage = Storage::Namespace;
    Location at;
    Entity function; // Local: the function it stands in
    Name macro;      // the outermost macro that made it, with its arguments as written
    bool isThreadLocal = false;
    bool isDefinition = false;
    bool isConstantInitialized = false; // no code runs to initialise it

    friend bool operator==(const VariableFact&, const VariableFact&) = default;
};

enum class AnnotationKind : uint8_t {
    Bound,      // a class: its objects belong to one loop each
    ThreadSafe, // a function: it may be called from any thread …
    RunsOn,     // … runs on `loop` …
    HandsOver,  // … runs its callable on the loop of its object …
    Asserts     // … returns only on the loop of its object
};

/// What the code says of a class or function with the words of loop/annotations.h.
struct Annotation {
    AnnotationKind kind = AnnotationKind::Bound;
    Name name;                    // canonical
    Entity entity;                // of a function
    Name record;                  // Bound: as Type::record
    std::vector<Type> parameters; // Bound: of one of its constructors
    Value loop;                   // RunsOn: a variable or field; Unknown if there is none so named

    friend bool operator==(const Annotation&, const Annotation&) = default;
};

} // namespace looplint
