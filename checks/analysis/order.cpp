#include "analysis/order.h"

#include "analysis/flow.h"
#include "analysis/name_memo.h"

#include <algorithm>

namespace looplint {

static constexpr int kDeepest = 8;

Order::Order(const Program& program, const Models& models, const Objects& objects,
             const Contexts& contexts)
    : models_(models), program_(program), objects_(objects), contexts_(contexts) {
    EntityMap<std::vector<const FunctionFact*>> callers;
    std::vector<const FunctionFact*> open;
    for (const FunctionFact* function : program.functions())
        for (uint32_t i = 0; i < function->events().size(); ++i) {
            const Event& event = function->events()[i];
            if ((models.joins(event.name) || joinsAtEnd(event)) && joiners_.insert(function).second)
                open.push_back(function);
            if (event.kind == EventKind::Call && models.joins(event.name))
                for (ObjectId thread : objects.of(*function, event.object)) joined_.insert(thread);
            if (event.callee) callers[event.callee].push_back(function);
            if (event.isVirtual)
                for (const FunctionFact* callee : contexts.calleesOf(*function, event))
                    callers[callee->entity].push_back(function);
            if (!models.startsThread(event.name)) continue;
            const bool isBuilt = event.kind == EventKind::Construct; // it starts by itself
            for (ObjectId thread :
                 isBuilt ? objects.made(*function, i) : objects.of(*function, event.object))
                starts_[thread].push_back({function, i});
        }
    for (const RecordFact* record : program.records())
        for (size_t i = 0; i < record->fields.size(); ++i)
            owners_[record->fields[i].entity] = {record->key, i};
    while (!open.empty()) {
        const FunctionFact* joiner = open.back();
        open.pop_back();
        for (const FunctionFact* caller : callers[joiner->entity])
            if (joiners_.insert(caller).second) open.push_back(caller);
    }
}

Order::Path Order::pathTo(const FunctionFact& function, uint32_t index,
                          const Context& context) const {
    Path path = contexts_.chain(function, context);
    path.push_back({&function, index, context});
    return path;
}

std::vector<Order::Path> Order::startsOf(const Context& context) const {
    std::vector<Path> paths;
    if (context.kind == ContextKind::Thread) {
        const FunctionFact& maker = contexts_.makerOf(context);
        for (const auto& [in, step] : contexts_.of(maker))
            paths.push_back(pathTo(maker, context.event, in));
    }
    auto starts = starts_.find(context.loop);
    if (context.kind == ContextKind::Loop && starts != starts_.end())
        for (const Site& site : starts->second)
            for (const auto& [in, step] : contexts_.of(*site.function))
                paths.push_back(pathTo(*site.function, site.event, in));
    return paths;
}

/// Where the one run of a loop is in which the handlers of a context run; null if there are
/// several.
static const Step* onlyRunIn(const Context& context, const Contexts& contexts) {
    const Step* only = nullptr;
    for (const auto& [loop, runners] : contexts.runners()) {
        auto run = runners.find(context);
        if (run == runners.end()) continue;
        if (only) return nullptr;
        only = &run->second;
    }
    return only;
}

bool Order::isWhileRunning(const FunctionFact& function, uint32_t index, const Context& context,
                           const Context& home) const {
    if (home.kind == ContextKind::Main) return true; // it outlives all others
    const Path use = pathTo(function, index, context);
    // What a handler does is done while its loop runs, whenever it was handed over.
    Path handled;
    for (size_t i = use.size(); i-- > 1 && handled.empty();) {
        const Step& into = use[i - 1];
        if (!models_.handOver(into.function->events()[into.event].name)) continue;
        const Step* run = onlyRunIn(use[i].from, contexts_);
        if (!run) break;
        handled = pathTo(*run->function, run->event, use[i].from);
        handled.insert(handled.end(), use.begin() + static_cast<std::ptrdiff_t>(i), use.end());
    }
    for (const Path& start : startsOf(home))
        if (isBetween(start, use) || isBetween(start, handled)) return true;
    return isMemberAlive(use, home);
}

bool Order::hasRunBefore(const Site& first, const FunctionFact& function, uint32_t index,
                         const Context& context) const {
    const Path way = pathTo(function, index, context);
    for (const auto& [in, step] : contexts_.of(*first.function))
        if (isBetween(pathTo(*first.function, first.event, in), way)) return true;
    return false;
}

/// Whether `home` is a thread that starts when it is built, and is a member of the object whose
/// method the way to `use` goes through: it runs as long as that object lives.
bool Order::isMemberAlive(const Path& use, const Context& home) const {
    auto starts = starts_.find(home.loop);
    if (home.kind != ContextKind::Loop || starts == starts_.end()) return false;
    const auto* owner = owners_.find(objects_[home.loop].entity);
    if (!owner || starts->second.size() != 1) return false;
    const Site& built = starts->second[0];
    if (built->kind != EventKind::Construct || !built->object.is(ValueKind::Field)) return false;
    for (size_t i = 0; i < use.size(); ++i) {
        const FunctionFact& function = *use[i].function;
        if (objects_.selfOf(function) != owner->first) continue;
        if (&function == built.function && use[i].event <= built.event) continue;
        for (size_t at = i; at < use.size(); ++at)
            if (joins(*use[at].function, UINT32_MAX, use[at].event)) return false;
        return true;
    }
    return false;
}

bool Order::outlives(ObjectId loop, const Entity& member) const {
    auto starts = starts_.find(loop);
    const auto *own = owners_.find(objects_[loop].entity), *other = owners_.find(member);
    if (starts == starts_.end() || !own || !other) return false;
    if (joined_.contains(loop)) return false;
    const bool startsItself = starts->second.size() == 1 &&
                              starts->second[0]->kind == EventKind::Construct &&
                              starts->second[0]->object.is(ValueKind::Field);
    return startsItself && own->first == other->first && own->second < other->second;
}

bool Order::isDuringRun(const Context& context, ObjectId loop) const {
    const bool isNamed =
        context.kind == ContextKind::Loop && objects_[context.loop].kind == ObjectKind::Default;
    if (isNamed && models_.isStatedThread(objects_[context.loop].name)) return true;
    for (const auto& [home, run] : contexts_.runners(loop)) {
        if (home.kind != ContextKind::Main) continue;
        const Path running = pathTo(*run.function, run.event, home);
        for (const Path& start : startsOf(context))
            if (isBetween(start, running)) return true;
    }
    return false;
}

/// Whether the way to `use` leaves the way to `start` after `start` has happened, with no join
/// between.
bool Order::isBetween(const Path& start, const Path& use) const {
    for (size_t i = 0; i < start.size() && i < use.size(); ++i) {
        if (start[i].function != use[i].function) return false;
        if (start[i].event == use[i].event) continue;
        const FunctionFact& function = *start[i].function;
        if (!precedesInTurns(function, start[i].event, use[i].event) &&
            !alwaysFollows(function, start[i].event, use[i].event))
            return false;
        if (joins(function, start[i].event, use[i].event)) return false;
        for (size_t deeper = i + 1; deeper < use.size(); ++deeper)
            if (joins(*use[deeper].function, UINT32_MAX, use[deeper].event)) return false;
        for (size_t deeper = i + 1; deeper < start.size(); ++deeper)
            if (joinsItself(*start[deeper].function, start[deeper].event)) return false;
        return true;
    }
    return false;
}

/// Whether the destructor that a Destroy runs joins: std::jthread, what holds or has some.
bool Order::joinsAtEnd(const Event& event) const {
    if (event.kind != EventKind::Destroy || event.type.held != Held::Value) return false;
    if (!event.type.record) return joinsAtEnd(event.type);
    const auto [known, isNew] = endJoins_.try_emplace(event.type.record);
    if (isNew) known->second = joinsAtEnd(event.type);
    return known->second;
}

bool Order::joinsAtEnd(const Type& type, int depth) const {
    if (type.held != Held::Value || !type.generic) return false;
    if (models_.joins(destructorOf(type.generic))) return true;
    const auto joins = [&](const Type& part) { return joinsAtEnd(part, depth + 1); };
    if (std::any_of(type.arguments.begin(), type.arguments.end(), joins)) return true;
    const RecordFact* record = depth < kDeepest ? program_.record(type.record) : nullptr;
    return record && (std::any_of(record->bases.begin(), record->bases.end(), joins) ||
                      std::any_of(record->fields.begin(), record->fields.end(),
                                  [&](const Field& field) { return joins(field.type); }));
}

bool Order::mayJoin(const Event& event) const {
    const auto& overriders =
        event.isVirtual ? program_.overriders(event.callee) : std::vector<const FunctionFact*>{};
    return models_.joins(event.name) || models_.deletesAll(event.name) ||
           joiners_.contains(program_.function(event.callee)) ||
           std::any_of(overriders.begin(), overriders.end(),
                       [&](const FunctionFact* callee) { return joiners_.contains(callee); }) ||
           joinsAtEnd(event);
}

/// Whether a function joins a thread itself after an event: the one that it has started there.
bool Order::joinsItself(const FunctionFact& function, uint32_t after) const {
    for (uint32_t i = 0; i < function.events().size(); ++i) {
        const Event& event = function.events()[i];
        const bool isJoin = models_.joins(event.name) || joinsAtEnd(event);
        if (isJoin && i != after && mayFollow(function, after, i)) return true;
    }
    return false;
}

bool Order::joins(const FunctionFact& function, uint32_t from, uint32_t to) const {
    for (uint32_t i = 0; i < function.events().size(); ++i) {
        const Event& event = function.events()[i];
        if (mayJoin(event) && i != from && i != to && mayFollow(function, i, to) &&
            (from == UINT32_MAX || mayFollow(function, from, i)))
            return true;
    }
    return false;
}

} // namespace looplint
