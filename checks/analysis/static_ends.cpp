#include "analysis/static_ends.h"

#include "analysis/holders.h"

#include <algorithm>

namespace looplint {

namespace {

class StaticEnds {
  public:
    StaticEnds(const Program& program, const Models& models, const Engine& engine, const Ends& ends)
        : program_(program), models_(models), engine_(engine), ends_(ends) {}

    std::vector<StaticEnd> find() const {
        std::vector<StaticEnd> found;
        for (const Definition& definition : program_.definitions()) {
            const VariableFact& variable = *definition.variable;
            if (variable.isThreadLocal || !isHolderType(variable.type.generic)) continue;
            if (!ends_.emptiers(variable.entity).empty()) continue;
            for (const OwnedObject& what : ends_.with(variable.entity, variable.type)) {
                const std::optional<ObjectId> loop = engine_.bindings.loopOf(what.object);
                if (!what.isReleased || !loop) continue;
                if (const Location death = deathBefore(definition, *loop))
                    found.push_back({&variable, what.object, *loop, death});
                else if (const Location other = inOtherUnit(definition, *loop))
                    found.push_back({&variable, what.object, *loop, other, true});
            }
        }
        return found;
    }

  private:
    /// Where the loop dies before a static does; nowhere if that is not known.
    Location deathBefore(const Definition& definition, ObjectId loop) const {
        if (const Location built = builtAfter(definition, loop)) return built;
        return deathOfLocal(loop);
    }

    Location deathOfLocal(ObjectId loop) const {
        Location death;
        if (runsForEver(loop)) return death;
        for (const FunctionFact* function : program_.functions())
            for (const End& end : ends_.of(*function)) {
                const bool isLocal = end.kind == EndKind::Scope && !end.what.isShared;
                if (isLocal && end.what.object == loop) death = end.at;
            }
        return death;
    }

    /// Whether whoever runs the loop never gets back: nothing in the program stops it.
    bool runsForEver(ObjectId loop) const {
        const RecordFact* record = program_.record(engine_.objects[loop].record);
        const LoopType* type = record ? models_.loop(record->generic) : nullptr;
        if (!type || !type->isEndless || engine_.contexts.runners(loop).empty()) return false;
        for (const FunctionFact* function : program_.functions())
            for (const Event& event : function->events())
                if (mayStop(*function, event, *type, loop)) return false;
        return true;
    }

    bool mayStop(const FunctionFact& function, const Event& event, const LoopType& type,
                 ObjectId loop) const {
        if (std::ranges::find(type.stop, event.name) == type.stop.end()) return false;
        const ObjectSet stopped = engine_.objects.of(function, event.object);
        return stopped.empty() || std::ranges::find(stopped, loop) != stopped.end();
    }

    /// Statics of different units die in an order that nobody knows.
    Location inOtherUnit(const Definition& definition, ObjectId loop) const {
        const Definition other = program_.definition(engine_.objects[loop].entity);
        if (!other.variable || !other.variable->isDefinition || other.unit == definition.unit)
            return {};
        const auto isOfUnit = [](const VariableFact& variable) {
            return variable.storage != Storage::Local && !variable.isThreadLocal;
        };
        const bool isPlace = isOfUnit(*other.variable) && isOfUnit(*definition.variable) &&
                             other.variable->type.held == Held::Value &&
                             !isHolderType(other.variable->type.generic);
        return isPlace ? other.variable->at : Location{};
    }

    Location builtAfter(const Definition& definition, ObjectId loop) const {
        Location death;
        for (const Definition& other : program_.definitions()) {
            const VariableFact& variable = *other.variable;
            const bool isLater = other.unit == definition.unit && other.order > definition.order &&
                                 variable.storage != Storage::Local &&
                                 definition.variable->storage != Storage::Local;
            if (!isLater || isHolderType(variable.type.generic)) continue;
            for (const OwnedObject& what : ends_.with(variable.entity, variable.type))
                if (what.object == loop) death = variable.at;
        }
        return death;
    }

    const Program& program_;
    const Models& models_;
    const Engine& engine_;
    const Ends& ends_;
};

} // namespace

std::vector<StaticEnd> staticsAfterTheirLoop(const Program& program, const Models& models,
                                             const Engine& engine, const Ends& ends) {
    return StaticEnds(program, models, engine, ends).find();
}

} // namespace looplint
