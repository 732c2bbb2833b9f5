#pragma once
// Value: what facts keep of an expression: not its type or syntax, but which object, callable or
// call result it stands for. References, pointers, `&`, `*`, casts, `std::move`, `std::ref` and
// smart pointers' accessors are transparent: `*io_`, `&io_` and `io_.get()` are all the object io_.

#include "analysis/entity.h"
#include "analysis/list.h"

namespace looplint {

enum class ValueKind : uint8_t {
    Unknown,
    Literal,  // name: its text
    Null,     // nullptr, 0 as a pointer, default-constructed nothing
    Variable, // entity, name: a local, a parameter, a global
    This,     // the object of the function (of the enclosing one, in a lambda)
    Field,    // entity, name, parts[0]: the object it is a field of
    Result,   // event: what the call or construction with that index in the same function yields
    Function, // entity, name
    Lambda,   // entity: its FunctionFact holds the captures
    Bind,     // std::bind and the like: parts[0] the callable, then the bound arguments
    Operator, // name: the operator, parts: the operands (comparisons and logic only)
    List,     // parts: the elements of a braced list
};

struct Value {
    ValueKind kind = ValueKind::Unknown;
    bool isMoved = false;   // a std::move was looked through
    bool isPointer = false; // Field: it is a pointer or a reference
    Name name;
    Entity entity;
    uint32_t event = 0;
    List<Value> parts;

    bool is(ValueKind k) const { return kind == k; }
    friend bool operator==(const Value&, const Value&) = default;
};

} // namespace looplint
