#pragma once
// Program: the facts of all units, linked by entity. Inline functions and classes that several
// units saw are one. The order of the units does not matter.

#include "analysis/entity_map.h"
#include "analysis/unit_facts.h"

#include <unordered_map>
#include <vector>

namespace looplint {

/// A variable definition and where it stands among the program's definitions.
struct Definition {
    const VariableFact* variable = nullptr;
    Name unit;
    uint32_t order = 0; // position in its unit: initialisation order within one unit
};

class Program {
  public:
    /// The units must outlive the program.
    explicit Program(std::vector<const UnitFacts*> units);
    Program(const Program&) = delete;

    /// Null if no unit has the body.
    const FunctionFact* function(const Entity& entity) const;
    /// The initialiser of a variable with static storage that runs code; null if it has none.
    const FunctionFact* initializer(const Entity& variable) const;
    const RecordFact* record(Name key) const;
    /// The definition of a variable with static storage; if no unit defines it a declaration
    /// (isDefinition is false), and null for what is no such variable.
    Definition definition(const Entity& variable) const;

    /// Those that functions() lists from now on. The others are plain, and found by name still.
    void list(std::vector<const FunctionFact*> functions);
    /// Where functions() has a function of the program; kPlain if it is left out.
    uint32_t numberOf(const FunctionFact& function) const;
    static constexpr uint32_t kPlain = UINT32_MAX;

    /// In a total order that does not depend on the order of the units.
    const std::vector<const FunctionFact*>& functions() const { return functions_; }
    const std::vector<Definition>& definitions() const { return definitions_; }
    const std::vector<const RecordFact*>& records() const { return allRecords_; }
    /// What the program says of itself, in a total order.
    const std::vector<Annotation>& annotations() const { return annotations_; }
    /// The functions that override `method`, directly or not.
    const std::vector<const FunctionFact*>& overriders(const Entity& method) const;
    /// The program's main function; null for a library or a single unit of a larger program.
    const FunctionFact* main() const { return main_; }
    /// The constructors of a class whose bodies were seen.
    const std::vector<const FunctionFact*>& constructors(Name record) const;

    /// A class and all its bases, nearest first.
    std::vector<Name> basesOf(Name key) const;
    /// Whether `key` names `generic` or a class derived from it.
    bool isDerived(Name key, Name generic) const;

  private:
    struct Listed {
        const FunctionFact* function = nullptr;
        uint32_t number = kPlain;
    };

    void index(const UnitFacts& unit);
    Listed* listed(const FunctionFact& function);
    void number();
    void indexOverriders();
    void indexConstructors();

    EntityMap<Listed> byEntity_;
    EntityMap<Listed> initializers_;
    EntityMap<const RecordFact*> records_; // by key
    EntityMap<Definition> variables_;
    std::vector<const FunctionFact*> functions_;
    std::vector<Definition> definitions_;
    std::vector<const RecordFact*> allRecords_;
    std::vector<Annotation> annotations_;
    FlatMap<Entity, std::vector<const FunctionFact*>> overriders_;
    FlatMap<Name, std::vector<const FunctionFact*>> constructors_; // by class
    const FunctionFact* main_ = nullptr;
};

} // namespace looplint
