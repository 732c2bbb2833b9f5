// Homes: the part of Contexts that says where an object belongs.

#include "analysis/contexts.h"

#include <algorithm>

namespace looplint {

static constexpr int kDeepest = 8;

const std::map<Context, Step>& Contexts::of(const FunctionFact& function) const {
    static const std::map<Context, Step> none;
    const uint32_t number = program_.numberOf(function);
    return number == Program::kPlain ? none : contexts_[number];
}

/// Whether a context is known not to get to an event.
bool Contexts::isOut(const FunctionFact& function, uint32_t index, const Context& context) const {
    if (!allowsSegment(function, index, context) || isByArgument(function, index, context))
        return true;
    const auto parts = guards_.around(function, index); // of most functions none
    return std::any_of(parts.begin(), parts.end(),
                       [&](const GuardedPart* part) { return !allows(*part, context); });
}

std::vector<Context> Contexts::at(const FunctionFact& function, uint32_t event) const {
    std::vector<Context> found;
    for (const auto& [context, step] : of(function))
        if (!isOut(function, event, context)) found.push_back(context);
    return found;
}

const Runners& Contexts::runners(ObjectId loop) const {
    static const Runners none;
    auto entry = runners_.find(loop);
    return entry == runners_.end() ? none : entry->second;
}

bool Contexts::isRunByMany(ObjectId loop) const {
    const Runners& all = runners(loop);
    return all.size() > 1 || (all.size() == 1 && all.begin()->first.isPool);
}

Context Contexts::homeOfLoop(ObjectId loop) const {
    const Runners& all = runners(loop);
    if (all.size() == 1) return all.begin()->first;
    const Object& object = objects_[loop];
    if (object.kind == ObjectKind::Default && models_.isMainLoop(object.name)) return main_;
    return {.kind = ContextKind::Loop, .loop = loop, .maker = 0, .event = 0, .isPool = false};
}

Context Contexts::homeOf(const Home& home) const {
    if (home.kind == HomeKind::Named) return homeOfLoop(objects_.defaultLoop(home.name));
    return main_;
}

bool Contexts::isKnown(const Context& context) const {
    if (context.kind != ContextKind::Loop) return true;
    const Object& loop = objects_[context.loop];
    if (loop.kind == ObjectKind::Default) return models_.isNamedHome(loop.name);
    for (Name key : program_.basesOf(loop.record)) {
        const RecordFact* record = program_.record(key);
        const LoopType* type = record ? models_.loop(record->generic) : nullptr;
        if (type && type->ownsThread) return true;
    }
    return false;
}

bool Contexts::runsLibrary(const Context& context, Name library) const {
    auto names = libraries_.find(context);
    if (names != libraries_.end() &&
        std::find(names->second.begin(), names->second.end(), library) != names->second.end())
        return true;
    if (context.kind != ContextKind::Loop) return false;
    for (Name key : program_.basesOf(objects_[context.loop].record)) {
        const RecordFact* record = program_.record(key);
        const LoopType* type = record ? models_.loop(record->generic) : nullptr;
        if (type && type->library == library) return true;
    }
    return false;
}

std::optional<Context> Contexts::soleRunner(Name library) const {
    std::optional<Context> only;
    for (const auto& [context, names] : libraries_) {
        if (std::find(names.begin(), names.end(), library) == names.end()) continue;
        if (only) return std::nullopt;
        only = context;
    }
    return only;
}

std::optional<Context> Contexts::homeOf(ObjectId object, int depth) const {
    if (depth > kDeepest || objects_[object].kind == ObjectKind::Callable) return std::nullopt;
    const Context asLoop = homeOfLoop(object);
    if (asLoop.kind != ContextKind::Loop || isKnown(asLoop)) {
        // A thread object (QThread) is itself an object of the thread that made it, but what is
        // said of "its thread" is meant of the one it runs.
        return asLoop;
    }
    if (const ThreadBond* bond = bindings_.threadBond(object)) return threadHome(*bond, depth);
    const std::optional<ObjectId> loop = bindings_.loopOf(object);
    if (loop && *loop != object) return homeOf(*loop, depth + 1);
    const BoundType* type = bindings_.typeOf(object);
    if (type && type->home.kind == HomeKind::Main) return main_;
    if (type && type->home.kind == HomeKind::Named) return homeOf(type->home);
    if (bindings_.siteOf(object)) return std::nullopt;
    return asLoop;
}

std::optional<Context> Contexts::birthOf(ObjectId object) const {
    const ThreadBond* bond = bindings_.threadBond(object);
    return bond && bond->moves.empty() && bond->parents.empty() ? threadHome(*bond, 0)
                                                                : std::nullopt;
}

std::optional<Context> Contexts::affinityOf(ObjectId object) const {
    const Context own = homeOfLoop(object);
    const ThreadBond* bond = bindings_.threadBond(object);
    const bool isThread = own.kind == ContextKind::Loop && isKnown(own);
    const BoundType* type = bindings_.typeOf(object);
    if (!isThread || !type || type->binding != Binding::Thread) return homeOf(object);
    return bond ? threadHome(*bond, 0) : std::nullopt; // not seen to be built
}

std::optional<Context> Contexts::threadHome(const ThreadBond& bond, int depth) const {
    if (!bond.moves.empty()) {
        if (bond.isMoveUnknown || bond.threads.size() != 1) return std::nullopt;
        const Context home = homeOfLoop(bond.threads[0]);
        return isKnown(home) ? std::optional(home) : std::nullopt;
    }
    if (!bond.parents.empty()) {
        if (bond.parents.size() != 1 || depth > kDeepest) return std::nullopt;
        // A child of a thread object is where that object is, not in the thread that it is.
        const ThreadBond* parent = bindings_.threadBond(bond.parents[0]);
        const Context own = homeOfLoop(bond.parents[0]);
        const bool isThread = own.kind == ContextKind::Loop && isKnown(own);
        return isThread && parent ? threadHome(*parent, depth + 1)
                                  : homeOf(bond.parents[0], depth + 1);
    }
    return builtIn(bond);
}

std::optional<Context> Contexts::builtIn(const ThreadBond& bond) const {
    std::optional<Context> only;
    for (const Site& site : bond.built)
        for (const auto& [context, step] : last_[program_.numberOf(*site.function)]) {
            if (only && !(*only == context)) return std::nullopt;
            only = context;
        }
    return only && isKnown(*only) ? only : std::nullopt;
}

const FunctionFact& Contexts::makerOf(const Context& context) const {
    return *program_.functions()[context.maker];
}

std::vector<Step> Contexts::chain(const FunctionFact& function, const Context& context) const {
    std::vector<Step> steps;
    const FunctionFact* at = &function;
    Context in = context;
    for (size_t guard = 0; guard < contexts_.size(); ++guard) {
        auto proven = of(*at).find(in);
        if (proven == of(*at).end() || !proven->second.function) break;
        steps.push_back(proven->second);
        at = proven->second.function;
        in = proven->second.from;
    }
    std::reverse(steps.begin(), steps.end());
    return steps;
}

std::string Contexts::describeThread(const Context& context) const {
    const FunctionFact& maker = makerOf(context);
    const ThreadEntry* entry = context.event < maker.events().size()
                                   ? threadEntry(maker.events()[context.event])
                                   : nullptr;
    if (!entry) return "a pool thread";
    if (!entry->where.empty()) return entry->where;
    if (entry->isPool) return "the pool thread started in '" + maker.name + "'";
    return "the thread started in '" + maker.name + "'";
}

std::string Contexts::describe(const Context& context) const {
    if (context.kind == ContextKind::Main) return "the main thread";
    if (context.kind == ContextKind::Thread) return describeThread(context);
    const Object& loop = objects_[context.loop];
    const bool isStated = loop.kind == ObjectKind::Default && models_.isStatedThread(loop.name);
    const bool isThread = isKnown(context) && (loop.kind != ObjectKind::Default || isStated);
    const RecordFact* record = program_.record(loop.record);
    const Name name = loop.kind == ObjectKind::Class && record ? record->generic : loop.name;
    return (isThread ? "the thread '" : "the loop '") + name + "'";
}

} // namespace looplint
