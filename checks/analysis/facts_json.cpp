// The serialised form of facts. Each fact type is described once, by `describe`, for writing and
// for reading alike. Names become indices into a table, members with their default value are left
// out, so the form is small and equal facts give equal bytes.

#include "analysis/json_format.h"
#include "analysis/unit_facts.h"

#include <map>
#include <unordered_map>

namespace looplint {

namespace {
constexpr uint32_t kVersion = 1;
using nlohmann::json;

class Writer {
  public:
    template <class T>
    json write(const T& fact) {
        Writer inner{names_, index_};
        describe(inner, const_cast<T&>(fact)); // describe only reads through a Writer
        return std::move(inner.object_);
    }
    json write(Name name) {
        const auto [entry, isNew] = index_->try_emplace(name, names_->size());
        if (isNew) names_->push_back(name.str());
        return entry->second;
    }
    template <class T>
    json write(const std::vector<T>& list) {
        json array = json::array();
        for (const T& element : list) array.push_back(write(element));
        return array;
    }
    json write(bool value) { return value; }
    json write(uint32_t value) { return value; }

    template <class T>
    void operator()(const char* key, T& member) {
        if constexpr (std::is_enum_v<T>) {
            if (member != T{}) object_[key] = static_cast<uint32_t>(member);
        } else if (!(member == T{})) {
            object_[key] = write(member);
        }
    }
    template <class T>
    void operator()(const char* key, std::optional<T>& member) {
        if (member) object_[key] = write(*member);
    }

    explicit Writer(json* names, std::unordered_map<Name, uint32_t>* index)
        : names_(names), index_(index) {}

  private:
    json* names_;
    std::unordered_map<Name, uint32_t>* index_;
    json object_ = json::object();
};

class Reader {
  public:
    Reader(const std::vector<Name>& names, const JsonPlace& place) : names_(names), place_(place) {}

    void read(const JsonPlace& place, Name& name) {
        const uint32_t index = place.number();
        if (index >= names_.size()) place.fail("expected an index into names");
        name = names_[index];
    }
    void read(const JsonPlace& place, bool& value) { value = place.boolean(); }
    void read(const JsonPlace& place, uint32_t& value) { value = place.number(); }
    template <class T>
    void read(const JsonPlace& place, std::vector<T>& list) {
        for (const JsonPlace& element : place.elements()) read(element, list.emplace_back());
    }
    template <class T>
    void read(const JsonPlace& place, T& fact) {
        if constexpr (std::is_enum_v<T>) {
            const auto highest = static_cast<uint32_t>(last(fact));
            if (place.number() > highest)
                place.fail("expected a number up to " + std::to_string(highest));
            fact = static_cast<T>(place.number());
        } else {
            if (!place.isObject()) place.fail("expected an object");
            Reader inner{names_, place};
            describe(inner, fact);
            inner.refuseUnknown();
        }
    }

    template <class T>
    void operator()(const char* key, T& member) {
        if (!place_.has(key)) return;
        ++known_;
        read(place_.at(key), member);
    }
    template <class T>
    void operator()(const char* key, std::optional<T>& member) {
        if (!place_.has(key)) return;
        ++known_;
        read(place_.at(key), member.emplace());
    }

  private:
    static EventKind last(EventKind) { return EventKind::Initialize; }
    static ValueKind last(ValueKind) { return ValueKind::List; }
    static Held last(Held) { return Held::Reference; }
    static Storage last(Storage) { return Storage::Local; }
    void refuseUnknown() {
        if (known_ != place_.raw().size())
            place_.fail("expected no members but those of version 1");
    }

    const std::vector<Name>& names_;
    JsonPlace place_;
    size_t known_ = 0;
};

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
    a("m", x.isMoved);
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
void describe(A& a, Parameter& x) {
    a("entity", x.entity), a("name", x.name), a("type", x.type);
}
template <class A>
void describe(A& a, Override& x) {
    a("entity", x.entity), a("name", x.name);
}
template <class A>
void describe(A& a, Capture& x) {
    a("entity", x.entity), a("value", x.value), a("ref", x.isReference);
}
template <class A>
void describe(A& a, FunctionFact& x) {
    a("entity", x.entity), a("name", x.name), a("record", x.record), a("at", x.at);
    a("params", x.parameters), a("captures", x.captures), a("overrides", x.overrides);
    a("enclosing", x.enclosing), a("events", x.events), a("blocks", x.blocks);
    a("lambda", x.isLambda), a("coroutine", x.isCoroutine), a("initializer", x.isInitializer);
}
template <class A>
void describe(A& a, Field& x) {
    a("entity", x.entity), a("name", x.name), a("type", x.type), a("at", x.at);
}
template <class A>
void describe(A& a, RecordFact& x) {
    a("key", x.key), a("generic", x.generic), a("at", x.at), a("bases", x.bases);
    a("fields", x.fields), a("destructor", x.destructor), a("project", x.isProject);
}
template <class A>
void describe(A& a, VariableFact& x) {
    a("entity", x.entity), a("name", x.name), a("type", x.type), a("storage", x.storage);
    a("at", x.at), a("function", x.function), a("macro", x.macro),
        a("thread_local", x.isThreadLocal);
    a("definition", x.isDefinition), a("constant", x.isConstantInitialized);
}
template <class A>
void describe(A& a, UnitFacts& x) {
    a("unit", x.unit), a("target", x.target), a("errors", x.hasErrors), a("functions", x.functions);
    a("records", x.records), a("variables", x.variables);
}
/// Indices inside a function must lead somewhere: the analysis follows them without asking.
void checkIndices(const FunctionFact& function, const std::string& source);
} // namespace

std::string writeFacts(const UnitFacts& facts) {
    json names = json::array();
    std::unordered_map<Name, uint32_t> index;
    json body = Writer(&names, &index).write(facts);
    json document = {{"looplint-facts", kVersion}, {"facts", std::move(body)}};
    document["names"] = std::move(names);
    return document.dump(-1, ' ', false, json::error_handler_t::replace);
}

UnitFacts readFacts(std::string_view text, const std::string& source) {
    const json document = parseJson(text, source);
    const JsonPlace root(document, source);
    if (!root.isObject() || !root.has("looplint-facts")) root.fail("expected looplint facts");
    if (root.at("looplint-facts").number() != kVersion)
        root.at("looplint-facts")
            .fail("expected version " + std::to_string(kVersion) +
                  "; extract the unit again with this looplint");
    std::vector<Name> names;
    for (const JsonPlace& name : root.at("names").elements()) names.push_back(Name(name.string()));
    UnitFacts facts;
    const JsonPlace body = root.at("facts");
    Reader(names, body).read(body, facts);
    for (const FunctionFact& function : facts.functions) checkIndices(function, source);
    return facts;
}

namespace {
void checkIndices(const Value& value, size_t events, const std::string& where) {
    if (value.is(ValueKind::Result) && value.event >= events)
        throw FormatError(where + ": expected the index of one of its " + std::to_string(events) +
                          " events");
    if (value.is(ValueKind::Operator) && value.parts.empty())
        throw FormatError(where + ": expected operands of an operator");
    for (const Value& part : value.parts) checkIndices(part, events, where);
}

void checkEvent(const Event& event, size_t events, const std::string& where) {
    const bool needsArgument = event.kind == EventKind::Assign || event.kind == EventKind::Await ||
                               event.kind == EventKind::Initialize;
    if (needsArgument && event.args.empty())
        throw FormatError(
            where + ": expected an argument of each event that stores, awaits or initializes");
    checkIndices(event.object, events, where);
    for (const Value& arg : event.args) checkIndices(arg, events, where);
}

void checkBlock(const Block& block, const FunctionFact& function, const std::string& where) {
    if (block.begin > block.end || block.end > function.events.size())
        throw FormatError(where + ": expected blocks within its events");
    for (uint32_t next : block.successors)
        if (next >= function.blocks.size())
            throw FormatError(where + ": expected successors among its blocks");
    if (!block.condition) return;
    if (block.successors.size() != 2)
        throw FormatError(where + ": expected two successors of a block with a condition");
    checkIndices(*block.condition, function.events.size(), where);
}

void checkIndices(const FunctionFact& function, const std::string& source) {
    const std::string where = source + ": function " + function.name;
    for (const Event& event : function.events) checkEvent(event, function.events.size(), where);
    for (const Block& block : function.blocks) checkBlock(block, function, where);
}
} // namespace

} // namespace looplint
