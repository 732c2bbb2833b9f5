#include "analysis/program.h"

#include "analysis/name_memo.h"

#include <algorithm>

namespace looplint {

/// Few files have all the functions: their names are compared once.
static void sortByPlace(std::vector<const FunctionFact*>& functions) {
    FlatMap<Name, uint32_t> ranks;
    for (const FunctionFact* function : functions) ranks.try_emplace(function->at.file);
    std::vector<Name> files;
    for (const auto& [file, rank] : ranks) files.push_back(file);
    std::sort(files.begin(), files.end());
    for (uint32_t i = 0; i < files.size(); ++i) ranks[files[i]] = i;
    struct Placed {
        uint32_t file, line, column;
        const FunctionFact* function;
    };
    std::vector<Placed> placed;
    placed.reserve(functions.size());
    for (const FunctionFact* function : functions)
        placed.push_back(
            {ranks[function->at.file], function->at.line, function->at.column, function});
    std::sort(placed.begin(), placed.end(), [](const Placed& a, const Placed& b) {
        return std::tie(a.file, a.line, a.column, a.function->entity) <
               std::tie(b.file, b.line, b.column, b.function->entity);
    });
    for (size_t i = 0; i < placed.size(); ++i) functions[i] = placed[i].function;
}

/// Each once: several units see what a header says.
static void sortAnnotations(std::vector<Annotation>& annotations) {
    const auto key = [](const Annotation& a) {
        return std::tie(a.name, a.kind, a.entity, a.record, a.loop.entity);
    };
    std::stable_sort(annotations.begin(), annotations.end(),
                     [&](const Annotation& a, const Annotation& b) { return key(a) < key(b); });
    annotations.erase(std::unique(annotations.begin(), annotations.end()), annotations.end());
}

Program::Program(std::vector<const UnitFacts*> units) {
    std::sort(units.begin(), units.end(),
              [](const UnitFacts* a, const UnitFacts* b) { return a->unit < b->unit; });
    for (const UnitFacts* unit : units) index(*unit);
    sortByPlace(functions_);
    number();
    for (const RecordFact*& record : allRecords_) record = *records_.find({record->key, {}});
    sortAnnotations(annotations_);
    indexOverriders();
    indexConstructors();
}

void Program::indexOverriders() {
    for (const FunctionFact* function : functions_) {
        List<Override> open = function->overrides;
        for (size_t i = 0; i < open.size(); ++i) {
            overriders_[open[i].entity].push_back(function);
            if (const FunctionFact* base = this->function(open[i].entity))
                for (const Override& further : base->overrides) open.push_back(further);
        }
    }
}

const std::vector<const FunctionFact*>& Program::overriders(const Entity& method) const {
    static const std::vector<const FunctionFact*> none;
    auto entry = overriders_.find(method);
    return entry == overriders_.end() ? none : entry->second;
}

void Program::index(const UnitFacts& unit) {
    static const Name main("main");
    for (const FunctionFact& function : unit.functions) {
        auto& map = function.isInitializer ? initializers_ : byEntity_;
        const auto [known, isNew] = map.add(function.entity);
        if (!isNew) continue;
        known.function = &function;
        functions_.push_back(&function);
        if (function.name == main && !function.isInitializer && !main_) main_ = &function;
    }
    for (const RecordFact& record : unit.records) {
        auto [known, isNew] = records_.add({record.key, {}});
        if (isNew) allRecords_.push_back(&record);
        const bool isMore = !isNew && known->bases.empty() && !record.bases.empty();
        const bool isWhole = !isNew && !known->destructor && record.destructor;
        if (isNew || isWhole || isMore) known = &record;
    }
    annotations_.insert(annotations_.end(), unit.annotations.begin(), unit.annotations.end());
    uint32_t order = 0;
    for (const VariableFact& variable : unit.variables) {
        ++order;
        Definition& known = variables_[variable.entity];
        if (known.variable && (known.variable->isDefinition || !variable.isDefinition)) continue;
        known = {&variable, unit.unit, order};
        if (variable.isDefinition) definitions_.push_back(known);
    }
}

const FunctionFact* Program::function(const Entity& entity) const {
    const Listed* known = byEntity_.find(entity);
    return known ? known->function : nullptr;
}
const FunctionFact* Program::initializer(const Entity& variable) const {
    const Listed* known = initializers_.find(variable);
    return known ? known->function : nullptr;
}
Program::Listed* Program::listed(const FunctionFact& function) {
    return (function.isInitializer ? initializers_ : byEntity_).find(function.entity);
}
void Program::number() {
    for (uint32_t i = 0; i < functions_.size(); ++i) listed(*functions_[i])->number = i;
}
void Program::list(std::vector<const FunctionFact*> functions) {
    for (const FunctionFact* function : functions_) listed(*function)->number = kPlain;
    functions_ = std::move(functions);
    number();
}
uint32_t Program::numberOf(const FunctionFact& function) const {
    const Listed* known =
        (function.isInitializer ? initializers_ : byEntity_).find(function.entity);
    return known ? known->number : kPlain;
}
const RecordFact* Program::record(Name key) const {
    const RecordFact* const* known = records_.find({key, {}});
    return known ? *known : nullptr;
}
Definition Program::definition(const Entity& variable) const {
    const Definition* known = variables_.find(variable);
    return known ? *known : Definition();
}

const std::vector<const FunctionFact*>& Program::constructors(Name record) const {
    static const std::vector<const FunctionFact*> none;
    auto entry = constructors_.find(record);
    return entry == constructors_.end() ? none : entry->second;
}

void Program::indexConstructors() {
    for (const FunctionFact* function : functions_) {
        const RecordFact* fact = function->record ? record(function->record) : nullptr;
        if (fact && isConstructorOf(function->name, fact->generic))
            constructors_[function->record].push_back(function);
    }
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
