#include "analysis/objects.h"

#include "analysis/holders.h"
#include "analysis/sorted.h"

namespace looplint {

namespace {
constexpr int kDeepest = 16;

} // namespace

void Objects::Sources::add(const Sources& other) {
    for (ObjectId object : other.objects) insertSorted(objects, object);
    slots.insert(slots.end(), other.slots.begin(), other.slots.end());
}

Objects::Objects(const Program& program, const Models& models)
    : program_(program), models_(models) {
    declareAll();
    noteBuilt();
    for (const FunctionFact* function : program.functions()) noteInflows(*function);
    for (const FunctionFact* function : program.functions()) addFlows(*function);
    do {
        do solve();
        while (solveIndirect());
    } while (seedPointees());
    nameMade();
}

/// What is made without a name is called what the first field or variable that holds it is called.
void Objects::nameMade() {
    struct Holder {
        bool isField;
        Slot slot;
        Name name;
    };
    std::vector<Holder> holders;
    for (const auto& [entity, declared] : declared_) {
        if (declared.slot == kNoSlot || !declared.hasName) continue;
        const ObjectSet& objects = contents_[declared.slot];
        if (objects.size() != 1 || objects_[objects[0]].kind != ObjectKind::Made) continue;
        const bool isField = entity.usr.text().find("@FI@") != std::string_view::npos;
        holders.push_back({isField, declared.slot, declared.name});
    }
    std::sort(holders.begin(), holders.end(), [](const Holder& a, const Holder& b) {
        return std::tuple(!a.isField, a.slot) < std::tuple(!b.isField, b.slot);
    });
    std::vector<bool> isNamed(objects_.size());
    for (const Holder& holder : holders) {
        const ObjectId id = contents_[holder.slot][0];
        if (isNamed[id]) continue;
        objects_[id].name = holder.name;
        isNamed[id] = true;
    }
}

/// The slots that get what is in others, at once or through what is none of them.
std::vector<bool> Objects::fedBy(const std::vector<bool>& others) const {
    std::vector<bool> isFed(next_.size());
    std::vector<Slot> open;
    for (Slot slot = 0; slot < next_.size(); ++slot)
        if (others[slot]) open.push_back(slot);
    while (!open.empty()) {
        const Slot slot = open.back();
        open.pop_back();
        for (Slot target : next_[slot]) {
            if (!isFed[target] && !others[target]) open.push_back(target);
            isFed[target] = true;
        }
    }
    return isFed;
}

/// What such a pointer points to, where nothing is known of it, is an object of its own. Pointers
/// that get it from another such pointer share it. True if there were any.
bool Objects::seedPointees() {
    std::vector<std::pair<Slot, Entity>> bare;
    std::vector<bool> isBare(contents_.size());
    for (const auto& [entity, declared] : declared_)
        if (declared.slot != kNoSlot && contents_[declared.slot].empty() &&
            pointsToModelled(declared)) {
            bare.emplace_back(declared.slot, entity);
            isBare[declared.slot] = true;
        }
    const std::vector<bool> isFed = fedBy(isBare);
    std::sort(bare.begin(), bare.end());
    const bool hasRoot =
        std::any_of(bare.begin(), bare.end(), [&](const auto& each) { return !isFed[each.first]; });
    for (const auto& [slot, entity] : bare) {
        if (hasRoot && isFed[slot]) continue;
        const Declared& of = *declared_.find(entity);
        contents_[slot].push_back(intern({.kind = ObjectKind::Variable,
                                          .entity = entity,
                                          .event = 0,
                                          .name = of.name,
                                          .record = of.type->record}));
        if (!hasRoot) break; // a circle of pointers: one of them starts it
    }
    return !bare.empty();
}

ObjectId Objects::intern(Object object) const {
    const Name name = object.kind == ObjectKind::Default ? object.name
                      : object.kind == ObjectKind::Class ? object.record
                                                         : Name();
    const Identity key{object.kind, object.entity, object.event, name};
    auto [entry, isNew] = ids_.try_emplace(key, static_cast<ObjectId>(objects_.size()));
    if (isNew) objects_.push_back(std::move(object));
    return entry->second;
}

Objects::Slot Objects::newSlot() const {
    contents_.emplace_back();
    next_.emplace_back();
    return static_cast<Slot>(contents_.size() - 1);
}

Objects::Slot Objects::slotOf(const Entity& entity, bool isReturn) const {
    if (isReturn) {
        const auto [slot, isNew] = returns_.add(entity);
        if (isNew) slot = newSlot();
        return slot;
    }
    Declared& declared = declared_[entity];
    if (declared.slot == kNoSlot) declared.slot = newSlot();
    return declared.slot;
}

/// The loop that a coroutine goes on in.
Objects::Slot Objects::loopOf(const FunctionFact& coroutine) const {
    const auto [slot, isNew] = coroutineLoops_.add(coroutine.entity);
    if (isNew) slot = newSlot();
    return slot;
}

ObjectId Objects::instance(Name record) const {
    auto only = instances_.find(record);
    const Name key = only == instances_.end() ? record : only->second;
    const RecordFact* fact = program_.record(key);
    return intern({.kind = ObjectKind::Class,
                   .entity = {},
                   .event = 0,
                   .name = fact ? fact->generic : key,
                   .record = key});
}

ObjectId Objects::defaultLoop(Name function) const {
    return intern(
        {.kind = ObjectKind::Default, .entity = {}, .event = 0, .name = function, .record = {}});
}

Name Objects::selfOf(const FunctionFact& function) const {
    const FunctionFact* at = &function;
    for (int depth = 0; at && depth < kDeepest; ++depth) {
        if (at->record && !at->isLambda) return at->record;
        at = at->enclosing ? program_.function(at->enclosing) : nullptr;
    }
    return {};
}

bool Objects::flow(const Sources& from, Slot into) {
    bool isNews = false;
    for (ObjectId object : from.objects) isNews |= insertSorted(contents_[into], object);
    for (Slot slot : from.slots)
        if (slot != into) isNews |= insertSorted(next_[slot], into);
    return isNews;
}

bool Objects::flow(const FunctionFact& function, const Value& from, Slot into) {
    return flow(sources(function, from), into);
}

/// The slots that a value names, to put something into.
std::vector<Objects::Slot> Objects::targets(const FunctionFact& function, const Value& value,
                                            int depth) const {
    const Value& root = placeBehind(function, value);
    if (isNamed(root)) {
        std::vector<Slot> slots;
        if (holding(root.entity) == Holding::Elsewhere) slots.push_back(slotOf(root.entity));
        const Place place = depth < kDeepest ? referredTo(function, root) : Place{};
        if (place.value)
            for (Slot slot : targets(*place.function, *place.value, depth + 1))
                slots.push_back(slot);
        return slots;
    }
    if (!root.is(ValueKind::Result) || root.event >= function.events().size() || depth > kDeepest)
        return {};
    const Event& event = function.events()[root.event];
    const bool isInside = event.kind == EventKind::Call && isHolderFunction(event.name);
    return isInside ? targets(function, event.object, depth + 1) : std::vector<Slot>{};
}

void Objects::addFlows(const FunctionFact& function) {
    const FunctionFact* around = program_.function(function.enclosing);
    for (const Capture& capture : function.captures)
        if (around && capture.entity && capture.entity != capture.value.entity)
            flow(*around, capture.value, slotOf(capture.entity));
    for (uint32_t i = 0; i < function.events().size(); ++i) addEvent(function, i);
}

void Objects::addEvent(const FunctionFact& function, uint32_t index) {
    const Event& event = function.events()[index];
    switch (event.kind) {
    case EventKind::Assign:
    case EventKind::Initialize:
        for (Slot slot : targets(function, event.object)) flow(function, event.args[0], slot);
        break;
    case EventKind::Return:
        if (!event.args.empty()) flow(function, event.args[0], slotOf(function.entity, true));
        break;
    case EventKind::Construct:
        for (Slot slot : targets(function, event.object))
            flow(sourcesOfBuilt(function, index, 0), slot);
        [[fallthrough]];
    case EventKind::Call:
        addCall(function, index);
        break;
    case EventKind::Await:
        awaits_.push_back({&function, &event});
        break;
    default:
        break;
    }
}

/// Whether a call's arguments are those of the element that it builds: emplace().
static bool isBuiltNext(const FunctionFact& function, uint32_t index) {
    if (index + 1 >= function.events().size()) return false;
    const Event &call = function.events()[index], &next = function.events()[index + 1];
    return next.kind == EventKind::Construct && next.isHeap && next.at == call.at &&
           next.object == call.object;
}

void Objects::addCall(const FunctionFact& function, uint32_t index) {
    const Event& call = function.events()[index];
    const FunctionFact* callee = program_.function(call.callee);
    if (callee) addArguments(function, call, *callee);
    if (call.isVirtual)
        for (const FunctionFact* overrider : program_.overriders(call.callee))
            addArguments(function, call, *overrider);
    const bool isCall = call.kind == EventKind::Call;
    if (isCall && isHolderFunction(call.name) && !isBuiltNext(function, index))
        for (Slot slot : targets(function, call.object))
            for (const Value& arg : call.args) flow(function, arg, slot);
    if (isCall && isSwap(call)) addSwap(function, call);
    if (isCall && models_.handOver(call.name)) handOvers_.push_back({&function, &call});
    if (callsObject(call) && !callee && !call.isVirtual) indirect_.push_back({&function, &call});
}

/// std::swap(a, b), a.swap(b): each stands for what the other did.
void Objects::addSwap(const FunctionFact& function, const Event& call) {
    const Value& first = call.args.size() == 2 ? call.args[0] : call.object;
    const Value& second = call.args.back();
    for (Slot slot : targets(function, first)) flow(function, second, slot);
    for (Slot slot : targets(function, second)) flow(function, first, slot);
}

bool Objects::addArguments(const FunctionFact& caller, const Event& call,
                           const FunctionFact& callee) {
    bool isNews = false;
    for (size_t i = 0; i < callee.parameters.size() && i < call.args.size(); ++i)
        if (holding(callee.parameters[i].entity) == Holding::Elsewhere)
            isNews |= flow(caller, call.args[i], slotOf(callee.parameters[i].entity));
    return isNews;
}

void Objects::solve() {
    std::vector<Slot> open(contents_.size());
    std::vector<bool> isOpen(contents_.size(), true);
    for (Slot slot = 0; slot < open.size(); ++slot) open[slot] = slot;
    while (!open.empty()) {
        const Slot slot = open.back();
        open.pop_back();
        isOpen[slot] = false;
        for (Slot target : next_[slot]) {
            ObjectSet merged;
            std::set_union(contents_[target].begin(), contents_[target].end(),
                           contents_[slot].begin(), contents_[slot].end(),
                           std::back_inserter(merged));
            if (merged.size() == contents_[target].size()) continue;
            contents_[target] = std::move(merged);
            if (!isOpen[target]) open.push_back(target);
            isOpen[target] = true;
        }
    }
}

/// Calls through function objects: what they call is known only now. True if that was news.
bool Objects::solveIndirect() {
    bool isNews = false;
    for (const IndirectCall& call : indirect_)
        for (const FunctionFact* callee : callables(*call.function, call.event->object))
            isNews |= addArguments(*call.function, *call.event, *callee);
    for (const IndirectCall& call : handOvers_)
        for (const Value& arg : call.event->args)
            for (const FunctionFact* handler : callables(*call.function, arg)) {
                isNews |= addHandled(*call.function, *call.event, *handler);
                for (const FunctionFact* coroutine : coroutinesOf(*handler))
                    isNews |= addSpawned(call, *coroutine);
            }
    for (const IndirectCall& await : awaits_) isNews |= addAwaited(await);
    return isNews;
}

/// A handler is given what it was asked for: `uv_timer_start(&timer, on_timer)` calls
/// `on_timer(&timer)`. True if that was news.
bool Objects::addHandled(const FunctionFact& function, const Event& call,
                         const FunctionFact& handler) {
    bool isNews = false;
    for (const Parameter& parameter : handler.parameters) {
        const Declared* known = declared(parameter.entity);
        if (parameter.type.held != Held::Pointer || !known || !pointsToModelled(*known)) continue;
        ObjectSet same;
        for (const Value& arg : call.args)
            for (ObjectId id : of(function, arg))
                if (objects_[id].record == parameter.type.record) insertSorted(same, id);
        const Operand loop = models_.handOver(call.name)->loop;
        if (same.empty() && !loop.isObject() && loop.index < call.args.size() &&
            parameter.type.generic && models_.isAnyHandle(parameter.type.generic))
            same = of(function, call.args[loop.index]);
        isNews |= flow(Sources{.objects = same, .slots = {}}, slotOf(parameter.entity));
    }
    return isNews;
}

std::vector<const FunctionFact*> Objects::coroutinesOf(const FunctionFact& handler) const {
    if (handler.isLazy()) return {&handler};
    std::vector<const FunctionFact*> all;
    for (ObjectId id : contents_[slotOf(handler.entity, true)])
        if (objects_[id].kind == ObjectKind::Callable)
            if (const FunctionFact* returned = program_.function(objects_[id].entity))
                if (returned->isLazy()) all.push_back(returned);
    return all;
}

/// A coroutine goes on in the loop that it is spawned on. True if that was news.
bool Objects::addSpawned(const IndirectCall& call, const FunctionFact& coroutine) {
    const HandOver& over = *models_.handOver(call.event->name);
    const auto& args = call.event->args;
    if (over.home.kind != HomeKind::Bound) return false;
    if (!over.loop.isObject() && over.loop.index >= args.size()) return false;
    const Value& loop = over.loop.isObject() ? call.event->object : args[over.loop.index];
    return flow(sources(*call.function, loop), loopOf(coroutine));
}

/// … or in the one of the coroutine that awaits it.
bool Objects::addAwaited(const IndirectCall& await) {
    bool isNews = false;
    for (const Value& awaited : await.event->args)
        for (const FunctionFact* coroutine : callables(*await.function, awaited))
            if (coroutine->isLazy() && coroutine != await.function)
                isNews |=
                    flow({.objects = {}, .slots = {loopOf(*await.function)}}, loopOf(*coroutine));
    return isNews;
}

ObjectSet Objects::of(const FunctionFact& function, const Value& value) const {
    Sources from = sources(function, value);
    for (Slot slot : from.slots)
        for (ObjectId object : contents_[slot]) insertSorted(from.objects, object);
    return std::move(from.objects);
}

ObjectSet Objects::made(const FunctionFact& function, uint32_t event) const {
    Value result;
    result.kind = ValueKind::Result;
    result.event = event;
    return of(function, result);
}

const Type* Objects::typeOf(const Entity& entity) const {
    const Declared* known = declared(entity);
    return known ? known->type : nullptr;
}

std::optional<ObjectId> Objects::one(const FunctionFact& function, const Value& value) const {
    const ObjectSet all = of(function, value);
    return all.size() == 1 ? std::optional(all[0]) : std::nullopt;
}

std::vector<const FunctionFact*> Objects::callables(const FunctionFact& function,
                                                    const Value& value) const {
    std::vector<const FunctionFact*> found;
    for (ObjectId id : of(function, value))
        if (objects_[id].kind == ObjectKind::Callable)
            if (const FunctionFact* callee = program_.function(objects_[id].entity))
                found.push_back(callee);
    return found;
}

} // namespace looplint
