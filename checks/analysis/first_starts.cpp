#include "analysis/first_starts.h"

#include "analysis/flow.h"
#include "analysis/holders.h"

#include <algorithm>

namespace looplint {

static constexpr int kDeepest = 4; // calls down to where something is built

FirstStarts::FirstStarts(const Program& program, const Models& models, const Engine& engine,
                         const Instances& instances, const std::vector<Use>& uses)
    : program_(program), models_(models), engine_(engine), instances_(instances) {
    for (const Use& use : uses)
        if (use.object) uses_[*use.object].push_back(&use);
    for (const FunctionFact* function : program.functions())
        for (uint32_t i = 0; i < function->events().size(); ++i) {
            const Event& event = function->events()[i];
            const HandOver* over =
                event.kind == EventKind::Call ? models.handOver(event.name) : nullptr;
            if (!over || over->home.kind != HomeKind::Bound) continue;
            const Value* operand = operandOf(event, over->loop);
            if (const auto object =
                    operand ? engine.objects.one(*function, *operand) : std::nullopt)
                starts_[*object].push_back({function, i});
        }
}

bool FirstStarts::isUsedMeanwhile(const Use& use, const Context& context,
                                  const Context& home) const {
    auto uses = uses_.find(*use.object);
    if (uses == uses_.end()) return false;
    std::vector<const Use*> atHome;
    for (const Use* other : uses->second)
        for (const Context& in : engine_.contexts.at(*other->site.function, other->site.event))
            if (in == home) atHome.push_back(other);
    return !atHome.empty() && !isBeforeAll(use, context, home, atHome);
}

FirstStarts::Way FirstStarts::wayTo(const Site& site, const Context& context) const {
    Way way = engine_.contexts.chain(*site.function, context);
    way.push_back({site.function, site.event, context});
    return way;
}

/// The way to where what uses the object at home is handed over; if its thread goes there by
/// itself, to the use.
FirstStarts::Way FirstStarts::wayInto(const Context& home, const Use& other) const {
    Way way = engine_.contexts.chain(*other.site.function, home);
    while (!way.empty() && way.back().from == home) way.pop_back();
    return way.empty() ? wayTo(other.site, home) : way;
}

/// Whether a use at home is in what runs only because a handler of its object was pending.
bool FirstStarts::isInOwnHandler(const Use& use, const Context& home) const {
    auto starts = starts_.find(*use.object);
    if (starts == starts_.end()) return false;
    const std::vector<Step> chain = engine_.contexts.chain(*use.site.function, home);
    return std::any_of(chain.begin(), chain.end(), [&](const Step& step) {
        return std::any_of(starts->second.begin(), starts->second.end(), [&](const Site& start) {
            return start.function == step.function && start.event == step.event;
        });
    });
}

bool FirstStarts::isOf(const Type& type, Name record) const {
    const std::vector<Name> bases = program_.basesOf(type.record);
    return std::find(bases.begin(), bases.end(), record) != bases.end();
}

/// Whether a type is of a class, or of a holder of such.
bool FirstStarts::isOfHeld(const Type& type, Name record) const {
    return isOf(type, record) ||
           std::any_of(type.arguments.begin(), type.arguments.end(),
                       [&](const Type& argument) { return isOfHeld(argument, record); });
}

/// Whether a function builds an object of a class, itself or in what it calls to get it.
bool FirstStarts::builds(const FunctionFact& function, Name record, int depth) const {
    return std::any_of(function.events().begin(), function.events().end(), [&](const Event& event) {
        if (event.kind == EventKind::Construct) return isOf(event.type, record);
        const FunctionFact* callee =
            event.kind == EventKind::Call && depth < kDeepest && isOfHeld(event.type, record)
                ? program_.function(event.callee)
                : nullptr;
        return callee && builds(*callee, record, depth + 1);
    });
}

/// The variable or member in which a use finds its object.
static Entity holderOf(const Use& use) {
    const Value* value = operandOf(*use.site, use.operation->object);
    return value ? containerOf(*use.site.function, *value).entity : Entity{};
}

/// Whether a use is of one of those that a container holds: there others find it.
static bool isOfElement(const Use& use, const Objects& objects) {
    const Entity holder = holderOf(use);
    const Type* type = holder ? objects.typeOf(holder) : nullptr;
    return type && isHolderType(type->generic) && !isSingleHolder(type->generic);
}

/// Whether an event makes the object of a use, or yields a new instance of its class `owner`.
bool FirstStarts::isMade(const Site& site, const Use& use, Name owner) const {
    const Site* built = engine_.bindings.siteOf(*use.object);
    if (built && built->function == site.function && built->event == site.event)
        return site->kind == EventKind::Construct && (site->isHeap || site->object.entity) &&
               !isOfElement(use, engine_.objects);
    if (!owner) return false;
    if (site->kind == EventKind::Construct)
        return isOf(site->type, owner) && !site->object.is(ValueKind::This);
    const bool yieldsOne = site->kind == EventKind::Call && isOfHeld(site->type, owner);
    const FunctionFact* callee = yieldsOne ? program_.function(site->callee) : nullptr;
    return callee && builds(*callee, owner, 0);
}

std::optional<FirstStarts::Making> FirstStarts::makingOn(const Way& way, const Use& use) const {
    Name owner = instances_.ownerOf(holderOf(use));
    const Site* built = engine_.bindings.siteOf(*use.object);
    if (!owner && built) owner = engine_.objects.selfOf(*built->function);
    if (owner && instances_.isOnly(owner)) owner = {};
    for (size_t step = way.size(); step-- > 0;) {
        const FunctionFact& function = *way[step].function;
        for (uint32_t event = way[step].event; event-- > 0;)
            if (isMade({&function, event}, use, owner) &&
                precedes(function, event, way[step].event))
                return Making{step, event};
    }
    return std::nullopt;
}

/// Whether event `second` can run after event `first` with no new run of `between`.
static bool mayFollowWithout(const FunctionFact& function, uint32_t first, uint32_t second,
                             uint32_t between) {
    const uint32_t from = blockOf(function, first), to = blockOf(function, second),
                   avoided = blockOf(function, between);
    if (from == to && first < second) return first >= between || from != avoided;
    if (to == avoided) return false;
    const auto& next = function.blocks()[from].successors;
    return std::any_of(next.begin(), next.end(), [&](uint32_t block) {
        return block != avoided && blocksFrom(function, block, avoided)[to];
    });
}

bool FirstStarts::isElsewhere(const Event& event) const {
    return engine_.contexts.threadEntry(event) || models_.handOver(event.name) ||
           models_.connection(event.name);
}

/// Whether a step is gone again, for the same object.
bool FirstStarts::mayBeGoneAgain(const Way& way, size_t step,
                                 const std::optional<Making>& making) const {
    const auto& [function, event, from] = way[step];
    if (!making || step > making->step) return isRepeated(*function, event);
    return step == making->step && mayFollowWithout(*function, event, event, making->event);
}

/// Whether a call is given what another yields: `timer.async_wait(strand.wrap(f))`.
static bool isGiven(const Event& call, uint32_t made) {
    return std::any_of(call.args.begin(), call.args.end(), [&](const Value& arg) {
        return arg.is(ValueKind::Result) && arg.event == made;
    });
}

/// Whether the way to a start can have been gone, for the same object, when the way to the use is.
bool FirstStarts::mayComeFirst(const Way& start, const Way& use,
                               const std::optional<Making>& making) const {
    size_t at = 0;
    while (at + 1 < start.size() && at + 1 < use.size() && start[at].function == use[at].function &&
           start[at].event == use[at].event)
        if (mayBeGoneAgain(use, at++, making)) return true;
    if (making && at < making->step) return false; // that was of another one
    if (start[at].function != use[at].function) return true;
    // What goes on in another thread may take its time.
    for (size_t step = at; step + 1 < use.size(); ++step)
        if (isElsewhere(use[step].function->events()[use[step].event])) return true;
    if (start[at].event == use[at].event) return false; // the very same, or one leads to the other
    const bool isLast = at + 1 == start.size() && at + 1 == use.size();
    if (isLast && isGiven(use[at].function->events()[use[at].event], start[at].event)) return false;
    if (making && at == making->step)
        return mayFollowWithout(*use[at].function, start[at].event, use[at].event, making->event);
    return mayFollow(*use[at].function, start[at].event, use[at].event);
}

bool FirstStarts::isBeforeAll(const Use& use, const Context& context, const Context& home,
                              const std::vector<const Use*>& others) const {
    const Way way = wayTo(use.site, context);
    const std::optional<Making> making = makingOn(way, use);
    for (const Use* other : others) {
        if (!making && !isInOwnHandler(*other, home)) return false;
        if (mayComeFirst(wayInto(home, *other), way, making)) return false;
    }
    auto starts = starts_.find(*use.object);
    for (const Site& start : starts == starts_.end() ? std::vector<Site>{} : starts->second) {
        const auto& contexts = engine_.contexts.of(*start.function);
        if (contexts.empty() && !making) return false;
        for (const auto& [in, step] : contexts)
            if (!(in == home) && mayComeFirst(wayTo(start, in), way, making)) return false;
    }
    return true;
}

} // namespace looplint
