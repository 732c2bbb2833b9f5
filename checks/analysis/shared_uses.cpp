#include "analysis/shared_uses.h"

#include "analysis/flow.h"

#include <algorithm>

namespace looplint {

namespace {
bool mentionsStrand(const FunctionFact& function, const Models& models) {
    return std::any_of(function.events().begin(), function.events().end(), [&](const Event& event) {
        return models.isStrand(event.name) || models.isStrand(event.type.generic);
    });
}

class SharedUses {
  public:
    SharedUses(const Program& program, const Models& models, const Engine& engine)
        : program_(program), models_(models), engine_(engine) {
        for (const RecordFact* record : program.records())
            for (const Field& field : record->fields) owners_[field.entity] = record->key;
    }

    std::vector<SharedUse> find(const std::vector<Use>& uses) {
        std::map<ObjectId, std::vector<const Use*>> byObject;
        for (const Use& use : uses)
            if (use.object && use.operation && use.operation->isConcurrentOnly)
                byObject[*use.object].push_back(&use);
        for (const auto& [object, all] : byObject) visit(object, all);
        return std::move(found_);
    }

  private:
    /// A handler's way into the loop: the hand-over outside of it that leads to a use.
    struct Entry {
        const FunctionFact* function = nullptr;
        uint32_t event = 0;
        friend bool operator==(const Entry&, const Entry&) = default;
    };

    void visit(ObjectId object, const std::vector<const Use*>& uses) {
        const std::optional<ObjectId> loop = engine_.bindings.loopOf(object);
        if (!loop || !engine_.contexts.isRunByMany(*loop) || !isSingle(object)) return;
        if (mentionsStrand(*engine_.bindings.siteOf(object)->function, models_)) return;
        const Context home = engine_.contexts.homeOfLoop(*loop);
        const Use* first = nullptr;
        std::optional<Entry> entry;
        for (const Use* use : uses) {
            const std::optional<Entry> other = entryOf(*use, home);
            if (!other) continue;
            if (entry && !(*entry == *other)) {
                found_.push_back({first, use, *loop, home});
                return;
            }
            if (!entry) first = use;
            entry = other;
        }
    }

    std::optional<Entry> entryOf(const Use& use, const Context& home) const {
        const auto& contexts = engine_.contexts.of(*use.site.function);
        if (!contexts.contains(home) || isKeptApart(*use.site.function)) return std::nullopt;
        std::optional<Entry> entry;
        for (const Step& step : engine_.contexts.chain(*use.site.function, home)) {
            if (isKeptApart(*step.function)) return std::nullopt;
            const bool enters = models_.handOver(step.function->events()[step.event].name) != nullptr;
            if (enters && !(step.from == home)) entry = Entry{step.function, step.event};
        }
        return entry;
    }

    bool isKeptApart(const FunctionFact& function) const {
        return mentionsStrand(function, models_) ||
               std::any_of(function.events().begin(), function.events().end(), [&](const Event& event) {
                   return event.kind == EventKind::Construct && models_.isLock(event.type.generic);
               });
    }

    /// Whether there is one such object only: its class is built once, in main.
    bool isSingle(ObjectId object) {
        const Object& what = engine_.objects[object];
        if (what.kind != ObjectKind::Variable) return false;
        auto owner = owners_.find(what.entity);
        if (owner == owners_.end()) return true;
        if (built_.empty()) countBuilt();
        return built_[owner->second] == 1;
    }

    /// How often each class is built, 2 for what may be often.
    void countBuilt() {
        for (const FunctionFact* function : program_.functions())
            for (uint32_t i = 0; i < function->events().size(); ++i) {
                const Event& event = function->events()[i];
                if (event.kind != EventKind::Construct) continue;
                const bool isOnce = (function == program_.main() || function->isInitializer) &&
                                    !isRepeated(*function, i);
                built_[event.type.record] += isOnce ? 1 : 2;
            }
    }

    const Program& program_;
    const Models& models_;
    const Engine& engine_;
    std::unordered_map<Entity, Name> owners_;
    std::unordered_map<Name, uint32_t> built_;
    std::vector<SharedUse> found_;
};
} // namespace

std::vector<SharedUse> sharedUses(const Program& program, const Models& models,
                                  const Engine& engine, const std::vector<Use>& uses) {
    return SharedUses(program, models, engine).find(uses);
}

} // namespace looplint
