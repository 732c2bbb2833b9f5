#include "analysis/first_starts.h"

#include "analysis/flow.h"
#include "analysis/holders.h"
#include "analysis/instances.h"

#include <algorithm>

namespace looplint {

static std::optional<ObjectId> handedOver(const FunctionFact& function, uint32_t index,
                                          const Models& models, const Objects& objects) {
    const Event& event = function.events[index];
    const HandOver* over = event.kind == EventKind::Call ? models.handOver(event.name) : nullptr;
    if (!over || over->home.kind != HomeKind::Bound) return std::nullopt;
    const Value* operand = operandOf(event, over->loop);
    return operand ? objects.one(function, *operand) : std::nullopt;
}

FirstStarts::FirstStarts(const Program& program, const Models& models, const Engine& engine)
    : models_(models), engine_(engine) {
    for (const FunctionFact* function : program.functions())
        for (uint32_t i = 0; i < function->events.size(); ++i)
            if (const auto object = handedOver(*function, i, models, engine.objects))
                starts_[*object].push_back({function, i});
}

bool FirstStarts::isInOwnHandler(const Use& use, const Context& home) const {
    const std::vector<Step> chain = engine_.contexts.chain(*use.site.function, home);
    return std::any_of(chain.begin(), chain.end(), [&](const Step& step) {
        return handedOver(*step.function, step.event, models_, engine_.objects) == use.object;
    });
}

/// Whether event `second` can run after event `first` with no new run of `between`.
static bool mayFollowWithout(const FunctionFact& function, uint32_t first, uint32_t second,
                             uint32_t between) {
    const uint32_t from = blockOf(function, first), to = blockOf(function, second),
                   avoided = blockOf(function, between);
    if (from == to && first < second) return true;
    if (to == avoided) return false;
    const auto& next = function.blocks[from].successors;
    return std::any_of(next.begin(), next.end(), [&](uint32_t block) {
        return block != avoided && blocksFrom(function, block, avoided)[to];
    });
}

/// Whether a use is of one of those that a container holds: there others find it.
static bool isOfElement(const Use& use, const Objects& objects) {
    const Value* value = operandOf(*use.site, use.operation->object);
    const Value* root = value ? &containerOf(*use.site.function, *value) : nullptr;
    const Type* type = root && root->entity ? objects.typeOf(root->entity) : nullptr;
    return type && isHolderType(type->generic) && !isSingleHolder(type->generic);
}

bool FirstStarts::isStillOwn(const Use& use) const {
    const Site* built = engine_.bindings.siteOf(*use.object);
    const bool isBuiltHere =
        built && built->function == use.site.function && (*built)->kind == EventKind::Construct &&
        ((*built)->isHeap || (*built)->object.entity) && !isOfElement(use, engine_.objects) &&
        precedes(*built->function, built->event, use.site.event);
    auto starts = starts_.find(*use.object);
    if (!isBuiltHere || starts == starts_.end()) return isBuiltHere;
    return std::none_of(starts->second.begin(), starts->second.end(), [&](const Site& start) {
        return start.function == use.site.function &&
               mayFollowWithout(*start.function, start.event, use.site.event, built->event);
    });
}

/// Whether one of the ways to a start can have been gone when the way to the use is.
bool FirstStarts::mayComeFirst(const Site& start, const Use& use, const Context& context,
                               const Context& home) const {
    std::vector<Step> to = engine_.contexts.chain(*use.site.function, context);
    to.push_back({use.site.function, use.site.event, context});
    const auto& contexts = engine_.contexts.of(*start.function);
    if (contexts.empty()) return true;
    for (const auto& [in, step] : contexts) {
        if (in == home) continue; // known to be in the object's own handlers
        std::vector<Step> way = engine_.contexts.chain(*start.function, in);
        way.push_back({start.function, start.event, in});
        size_t at = 0;
        while (at + 1 < way.size() && at + 1 < to.size() && way[at].function == to[at].function &&
               way[at].event == to[at].event)
            ++at;
        if (way[at].function != to[at].function) return true;
        if (way[at].event == to[at].event) continue; // the very same, or one leads to the other
        if (mayFollow(*way[at].function, way[at].event, to[at].event)) return true;
    }
    return false;
}

bool FirstStarts::isBeforeAll(const Use& use, const Context& context, const Context& home) const {
    auto starts = starts_.find(*use.object);
    if (starts == starts_.end()) return false;
    return std::none_of(starts->second.begin(), starts->second.end(),
                        [&](const Site& start) { return mayComeFirst(start, use, context, home); });
}

} // namespace looplint
