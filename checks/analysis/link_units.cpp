#include "analysis/link_units.h"

#include <algorithm>
#include <functional>
#include <set>
#include <unordered_map>
#include <unordered_set>

namespace looplint {

namespace {

void visitReferences(const UnitFacts& unit, const std::function<void(const Entity&)>& visit) {
    for (const FunctionFact& function : unit.functions) {
        const Mentions mentions = function.body.mentions();
        for (const Callee& callee : mentions.callees) visit(callee.entity);
        for (const Entity& entity : mentions.entities) visit(entity);
    }
}

bool hasMain(const UnitFacts& unit) {
    return std::any_of(unit.functions.begin(), unit.functions.end(), [](const FunctionFact& f) {
        return f.name == Name("main") && !f.isInitializer;
    });
}

class UnitGraph {
  public:
    explicit UnitGraph(const std::vector<UnitFacts>& units) : units_(units), next_(units.size()) {
        for (size_t i = 0; i < units.size(); ++i)
            if (!hasMain(units[i])) addDefinitions(i);
        for (size_t i = 0; i < units.size(); ++i)
            visitReferences(units[i], [&](const Entity& entity) {
                auto defined = definedIn_.find(entity);
                if (defined != definedIn_.end() && defined->second != i)
                    next_[i].insert(defined->second);
            });
    }

    std::vector<size_t> programOf(size_t main) const {
        std::set<size_t> program;
        std::vector<size_t> open{main};
        for (size_t i = 0; i < units_.size(); ++i)
            if (units_[main].target && units_[i].target == units_[main].target &&
                !hasMain(units_[i]))
                open.push_back(i);
        while (!open.empty()) {
            const size_t unit = open.back();
            open.pop_back();
            if (!program.insert(unit).second) continue;
            open.insert(open.end(), next_[unit].begin(), next_[unit].end());
        }
        return {program.begin(), program.end()};
    }

  private:
    /// What other units can name, and only this one defines (inline functions need no unit).
    void addDefinitions(size_t i) {
        for (const FunctionFact& function : units_[i].functions)
            if (!function.entity.unit && function.at.file == units_[i].unit)
                definedIn_.try_emplace(function.entity, i);
        for (const VariableFact& variable : units_[i].variables)
            if (!variable.entity.unit && variable.isDefinition &&
                variable.at.file == units_[i].unit)
                definedIn_.try_emplace(variable.entity, i);
    }

    const std::vector<UnitFacts>& units_;
    std::unordered_map<Entity, size_t> definedIn_;
    std::vector<std::set<size_t>> next_;
};

} // namespace

std::vector<std::vector<size_t>> linkUnits(const std::vector<UnitFacts>& units) {
    std::vector<size_t> mains, rest(units.size());
    for (size_t i = 0; i < units.size(); ++i) {
        rest[i] = i;
        if (hasMain(units[i])) mains.push_back(i);
    }
    if (mains.size() <= 1) return {rest};
    const UnitGraph graph(units);
    std::vector<std::vector<size_t>> programs;
    std::unordered_set<size_t> taken;
    for (size_t main : mains) {
        programs.push_back(graph.programOf(main));
        taken.insert(programs.back().begin(), programs.back().end());
    }
    std::erase_if(rest, [&](size_t i) { return taken.contains(i); });
    if (!rest.empty()) programs.push_back(rest);
    return programs;
}

} // namespace looplint
