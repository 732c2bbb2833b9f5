#include "analysis/marks.h"

#include "analysis/holders.h"

#include <algorithm>

namespace looplint {

Marks::Marks(const Program& program, const Models& models) : program_(program), models_(models) {
    for (const RecordFact* record : program.records()) {
        raise(record->key, State::Open);
        for (const Field& field : record->fields) raise(field.entity.usr, State::Open);
    }
    for (const Definition& definition : program.definitions())
        raise(definition.variable->entity.usr, State::Open);
    settle();
}

void Marks::raise(Name name, State state) {
    if (!name || stateOf(name) >= state) return;
    if (name.index() >= states_.size()) states_.resize(name.index() + name.index() / 2 + 64);
    states_[name.index()] = state;
    isMore_ |= state >= State::Base;
}

/// Whether this is the spelling of a function's type, or of a pointer to one.
static bool isFunctionType(std::string_view name) {
    return name.ends_with(')') || name.ends_with(") noexcept") ||
           name.find("(*") != std::string_view::npos;
}

/// What keeps or tells callables, what stands for anything, what threads wait on.
static bool isKnownToChecks(Name name) {
    return name == Name("void") || name == Name("std::any") || isCallableHolder(name) ||
           isSync(name) || isFunctionType(name.text());
}

static bool isKnownTo(const Models& models, Name name) {
    if (models.mentions(name) || isKnownToChecks(name)) return true;
    const size_t scope = name.text().rfind("::");
    if (scope == std::string_view::npos) return false;
    const Name type(name.text().substr(0, scope));
    return models.mentions(type) || isKnownToChecks(type);
}

bool Marks::isKnown(Name name) {
    return known_(name, [&](std::string_view) { return isKnownTo(models_, name); });
}

bool Marks::leads(const Type& type) {
    if (!type.record && !type.generic) return true; // it could not be told
    static const Name nothing("void");
    if (type.generic == nothing && type.held == Held::Value) return false;
    if (isMarked(type.record) || isKnown(type.generic)) return true;
    return std::any_of(type.arguments.begin(), type.arguments.end(),
                       [this](const Type& argument) { return leads(argument); });
}

/// Whether a class leads there by what it is or has.
bool Marks::isHeir(const RecordFact& record) {
    if (isKnown(record.generic)) return true;
    for (const Type& base : record.bases)
        if (stateOf(base.record) == State::Leads || isKnown(base.generic)) return true;
    return std::any_of(record.fields.begin(), record.fields.end(),
                       [this](const Field& field) { return isMarked(field.entity.usr); });
}

void Marks::settle(const RecordFact& record) {
    for (const Field& field : record.fields)
        if (!isMarked(field.entity.usr) && leads(field.type)) mark(field.entity.usr);
    if (stateOf(record.key) != State::Leads && isHeir(record)) mark(record.key);
    if (!isMarked(record.key)) return;
    for (const Type& base : record.bases) raise(base.record, State::Base);
}

bool Marks::settle() {
    bool grew = isMore_;
    for (isMore_ = true; isMore_;) {
        isMore_ = false;
        for (const RecordFact* record : program_.records()) settle(*record);
        for (const Definition& definition : program_.definitions()) {
            const VariableFact& variable = *definition.variable;
            if (!isMarked(variable.entity.usr) && leads(variable.type)) mark(variable.entity.usr);
        }
        grew |= isMore_;
    }
    return grew;
}

} // namespace looplint
