#include "analysis/dead_statics.h"

#include <algorithm>
#include <unordered_set>

namespace looplint {

namespace {

using Functions = std::unordered_set<const FunctionFact*>;

class DeadStatics {
  public:
    DeadStatics(const Program& program, const Models& models, const Engine& engine)
        : program_(program), models_(models), engine_(engine), owned_(program, models, engine) {}

    std::vector<DeadStatic> find() const {
        std::vector<DeadStatic> found;
        std::vector<const VariableFact*> locals;
        for (const Definition& definition : program_.definitions())
            if (isLoopLocal(*definition.variable)) locals.push_back(definition.variable);
        if (locals.empty()) return found;
        const Functions early = runEarly();
        for (const Definition& definition : program_.definitions()) {
            const FunctionFact* destructor = destructorOf(*definition.variable);
            if (!destructor) continue;
            const Functions late = reachedFrom({destructor});
            for (const VariableFact* local : locals) {
                const FunctionFact* around = program_.function(local->function);
                const bool isBuiltInMain =
                    around && !early.contains(around) && !engine_.contexts.of(*around).empty();
                if (isBuiltInMain && late.contains(around))
                    found.push_back({local, definition.variable, destructor});
            }
        }
        return found;
    }

  private:
    /// The destructor that a static of the program's has at the end of the program.
    const FunctionFact* destructorOf(const VariableFact& variable) const {
        const RecordFact* record = program_.record(variable.type.record);
        const bool dies = variable.storage != Storage::Local && variable.isDefinition &&
                          !variable.isThreadLocal && variable.type.held == Held::Value;
        return dies && record ? program_.function(record->destructor) : nullptr;
    }

    bool isLoopLocal(const VariableFact& variable) const {
        if (variable.storage != Storage::Local || variable.isThreadLocal) return false;
        const RecordFact* record = program_.record(variable.type.record);
        if (variable.type.held != Held::Value || !record || !record->destructor) return false;
        const std::vector<OwnedObject> all = owned_.with(variable.entity, variable.type);
        return std::any_of(all.begin(), all.end(), [&](const OwnedObject& what) {
            const bool isOfLibrary = what.isGivenBack || isOfLoop(what.object);
            return what.isReleased && !what.isShared && isOfLibrary;
        });
    }

    bool isOfLoop(ObjectId object) const {
        if (engine_.bindings.typeOf(object)) return true;
        const RecordFact* record = program_.record(engine_.objects[object].record);
        return record && models_.loop(record->generic);
    }

    /// What the initialisers of statics may run: a local static that they build lives longer.
    Functions runEarly() const {
        std::vector<const FunctionFact*> initializers;
        for (const Definition& definition : program_.definitions())
            if (definition.variable->storage != Storage::Local)
                if (const FunctionFact* code = program_.initializer(definition.variable->entity))
                    initializers.push_back(code);
        return reachedFrom(std::move(initializers));
    }

    Functions reachedFrom(std::vector<const FunctionFact*> open) const {
        Functions reached(open.begin(), open.end());
        while (!open.empty()) {
            const FunctionFact* function = open.back();
            open.pop_back();
            for (const Event& event : function->events()) {
                if (!event.callee) continue;
                for (const FunctionFact* callee : engine_.contexts.calleesOf(*function, event))
                    if (reached.insert(callee).second) open.push_back(callee);
            }
        }
        return reached;
    }

    const Program& program_;
    const Models& models_;
    const Engine& engine_;
    const Owned owned_;
};

} // namespace

std::vector<DeadStatic> usesOfDeadStatics(const Program& program, const Models& models,
                                          const Engine& engine) {
    return DeadStatics(program, models, engine).find();
}

} // namespace looplint
