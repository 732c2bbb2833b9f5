#pragma once
// Type: what facts keep of a C++ type: which record it is, how it is held, and what the
// standard library's holders hold.

#include "analysis/list.h"
#include "analysis/name.h"

namespace looplint {

enum class Held : uint8_t { Value, Pointer, Reference };

/// `generic` is the canonical qualified name without inline namespaces and template arguments
/// ("boost::asio::basic_waitable_timer"), the name that models speak of; `record` identifies the
/// RecordFact, with its arguments ("ns::Holder<int>"). Both are empty for types that are no
/// records, but for `generic`, which is then the spelling of the builtin type.
/// `arguments` is filled for the standard library's holders and containers only.
struct Type {
    Name record;
    Name generic;
    Held held = Held::Value;
    bool isArray = false;
    List<Type> arguments;

    friend bool operator==(const Type&, const Type&) = default;
};

} // namespace looplint
