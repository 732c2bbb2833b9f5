#include "analysis/program.h"

#include <algorithm>

namespace looplint {

Program::Program(std::vector<const UnitFacts*> units) {
    std::sort(units.begin(), units.end(),
              [](const UnitFacts* a, const UnitFacts* b) { return a->unit < b->unit; });
    for (const UnitFacts* unit : units) index(*unit);
    const auto byPlace = [](const FunctionFact* a, const FunctionFact* b) {
        return std::tie(a->at, a->entity) < std::tie(b->at, b->entity);
    };
    std::sort(functions_.begin(), functions_.end(), byPlace);
    for (const auto& [key, record] : records_) allRecords_.push_back(record);
    std::sort(allRecords_.begin(), allRecords_.end(),
              [](const RecordFact* a, const RecordFact* b) { return a->key < b->key; });
    indexOverriders();
}

void Program::indexOverriders() {
    for (const FunctionFact* function : functions_) {
        std::vector<Override> open = function->overrides;
        for (size_t i = 0; i < open.size(); ++i) {
            overriders_[open[i].entity].push_back(function);
            if (const FunctionFact* base = this->function(open[i].entity))
                open.insert(open.end(), base->overrides.begin(), base->overrides.end());
        }
    }
}

const std::vector<const FunctionFact*>& Program::overriders(const Entity& method) const {
    static const std::vector<const FunctionFact*> none;
    auto entry = overriders_.find(method);
    return entry == overriders_.end() ? none : entry->second;
}

void Program::index(const UnitFacts& unit) {
    for (const FunctionFact& function : unit.functions) {
        auto& map = function.isInitializer ? initializers_ : byEntity_;
        if (!map.try_emplace(function.entity, &function).second) continue;
        functions_.push_back(&function);
        if (function.name == Name("main") && !function.isInitializer && !main_) main_ = &function;
    }
    for (const RecordFact& record : unit.records) {
        auto [entry, isNew] = records_.try_emplace(record.key, &record);
        const bool isMore = entry->second->bases.empty() && !record.bases.empty();
        const bool isWhole = !entry->second->destructor && record.destructor;
        if (!isNew && (isWhole || isMore)) entry->second = &record;
    }
    uint32_t order = 0;
    for (const VariableFact& variable : unit.variables) {
        ++order;
        Definition& known = variables_[variable.entity];
        if (known.variable && (known.variable->isDefinition || !variable.isDefinition)) continue;
        known = {&variable, unit.unit, order};
        if (variable.isDefinition) definitions_.push_back(known);
    }
}

template <class Map>
static auto find(const Map& map, const typename Map::key_type& key) {
    auto entry = map.find(key);
    return entry == map.end() ? typename Map::mapped_type{} : entry->second;
}

const FunctionFact* Program::function(const Entity& entity) const {
    return find(byEntity_, entity);
}
const FunctionFact* Program::initializer(const Entity& variable) const {
    return find(initializers_, variable);
}
const RecordFact* Program::record(Name key) const { return find(records_, key); }
Definition Program::definition(const Entity& variable) const { return find(variables_, variable); }

std::vector<const FunctionFact*> Program::constructors(Name record) const {
    const RecordFact* fact = this->record(record);
    std::vector<const FunctionFact*> found;
    if (!fact) return found;
    const std::string& generic = fact->generic.str();
    const Name name = generic + "::" + generic.substr(generic.rfind(':') + 1);
    for (const FunctionFact* function : functions_)
        if (function->record == record && function->name == name) found.push_back(function);
    return found;
}

std::vector<Name> Program::basesOf(Name key) const {
    std::vector<Name> all;
    if (key) all.push_back(key);
    for (size_t i = 0; i < all.size(); ++i)
        if (const RecordFact* fact = record(all[i]))
            for (const Type& base : fact->bases)
                if (std::find(all.begin(), all.end(), base.record) == all.end())
                    all.push_back(base.record);
    return all;
}

bool Program::isDerived(Name key, Name generic) const {
    const RecordFact* fact = record(key);
    if (!fact) return false;
    return fact->generic == generic ||
           std::any_of(fact->bases.begin(), fact->bases.end(),
                       [&](const Type& base) { return isDerived(base.record, generic); });
}

} // namespace looplint
