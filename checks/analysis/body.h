#pragma once
// Body: what a function does, in events and blocks, and what it mentions.

#include "analysis/location.h"
#include "analysis/type.h"
#include "analysis/value.h"

#include <memory>
#include <optional>
#include <string_view>

namespace looplint {

enum class EventKind : uint8_t {
    Call,      // callee, object (of a member call), args; type: what it returns
    Construct, // type, object: the place built (Result of itself for `new`); callee: the
               // constructor
    Destroy,   // object; type; callee: the destructor where it is known
    Assign,    // object = args[0]
    Return,    // args[0], if any (also co_return)
    Await,     // args[0]: the awaited value (also co_yield); name: its class
    Initialize // a member initialiser that builds nothing: object = args[0]
};

/// One thing a function does, in evaluation order. The index of an event in its function is its
/// name: `Value::event` refers to it.
struct Event {
    EventKind kind = EventKind::Call;
    bool isVirtual = false; // dispatched at run time: overrides may run instead
    bool isHeap = false;    // Construct by new, make_unique, make_shared
    bool isOnce = false;    // part of a function-local static's initialiser
    Location at;
    Entity callee;
    Name name;     // canonical name of the callee: "boost::asio::io_context::run"
    Name receiver; // RecordFact of the static type of `object`, for member calls
    Value object;
    List<Value> args;
    Type type;

    friend bool operator==(const Event&, const Event&) = default;
};

/// A run of events without a jump: [begin, end) of the function's events.
struct Block {
    uint32_t begin = 0;
    uint32_t end = 0;
    List<uint32_t> successors;
    std::optional<Value> condition; // of the branch that ends it: successors are then {true, false}

    friend bool operator==(const Block&, const Block&) = default;
};

/// A function that a body calls by name.
struct Callee {
    Entity entity;
    bool isVirtual = false; // in one call at least

    friend bool operator==(const Callee&, const Callee&) = default;
};

/// What a body speaks of, each once, in order: enough to see whether it matters to a check.
struct Mentions {
    List<Name> names;      // canonical names of what it calls and of types
    List<Name> classes;    // keys of records
    List<Name> fields;     // by USR; without the standard library's
    List<Entity> entities; // the variables and functions among its values
    List<Callee> callees;
    bool isOpaque = false; // it gives or calls callables, awaits, or has a type that is not told

    friend bool operator==(const Mentions&, const Mentions&) = default;
};

struct BodyFacts {
    Mentions mentions; // of the rest: mentionsOf. Of a stored body: Body::mentions() has them
    List<Event> events;
    List<Block> blocks; // blocks[0] is the entry

    friend bool operator==(const BodyFacts&, const BodyFacts&) = default;
};

Mentions mentionsOf(const List<Event>& events, const List<Block>& blocks);

struct StoredUnit;

/// The facts of a body. Those of a program in a file stay there until they are asked for, which may
/// throw FormatError; they are for one thread.
class Body {
  public:
    Body() = default;
    Body(BodyFacts facts) : facts_(std::make_shared<const BodyFacts>(std::move(facts))) {}
    /// That of the unit's function with that number, `size` of the unit's bytes.
    Body(const StoredUnit& unit, uint32_t offset, uint32_t size, uint32_t function)
        : unit_(&unit), offset_(offset), size_(size), function_(function) {}

    const BodyFacts& facts() const { return facts_ ? *facts_ : read(); }
    bool isStored() const { return unit_ != nullptr; }
    /// Of a stored body the rest stays where it is.
    Mentions mentions() const;

    friend bool operator==(const Body& a, const Body& b) { return a.facts() == b.facts(); }

  private:
    const BodyFacts& read() const;
    std::string_view bytes() const;

    mutable std::shared_ptr<const BodyFacts> facts_; // null: not read yet
    const StoredUnit* unit_ = nullptr;               // null: nothing is stored
    uint32_t offset_ = 0, size_ = 0, function_ = 0;
};

} // namespace looplint
