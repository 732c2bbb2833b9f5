#include "analysis/contexts.h"

#include "analysis/flow.h"
#include "analysis/holders.h"
#include "analysis/name_memo.h"

#include <algorithm>

namespace looplint {

static constexpr int kRounds = 8;
static constexpr size_t kMostContexts = 24; // of one function: more prove nothing more

Contexts::Contexts(const Program& program, const Models& models, const Objects& objects,
                   const Bindings& bindings, const Guards& guards, const SoleOwners& soleOwners)
    : program_(program),
      models_(models),
      objects_(objects),
      bindings_(bindings),
      guards_(guards),
      soleOwners_(soleOwners),
      segments_(program, models, objects) {
    indexFunctions();
    noteLaunches();
    noteEmptied();
    while (noteWrappers());
    noteGiven();
    // Handlers run where their loop is run, objects are at home where they were built: known only
    // once its runner, their builder has a context. All is done again until nothing changes.
    for (int round = 0; round < kRounds; ++round) {
        last_ = std::move(contexts_);
        contexts_.assign(program.functions().size(), {});
        moved_.clear();
        noteApplication();
        propagate();
        const auto isSame = [](const auto& a, const auto& b) {
            return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                              [](const auto& x, const auto& y) { return x.first == y.first; });
        };
        const bool isSettled =
            std::equal(contexts_.begin(), contexts_.end(), last_.begin(), last_.end(), isSame) &&
            std::equal(noted_.begin(), noted_.end(), runners_.begin(), runners_.end(),
                       [&](const auto& a, const auto& b) {
                           return a.first == b.first && isSame(a.second, b.second);
                       });
        runners_ = std::move(noted_);
        if (isSettled) break;
    }
    last_ = contexts_;
}

void Contexts::indexFunctions() {
    for (const FunctionFact* function : program_.functions()) {
        const bool overridesLibrary =
            std::any_of(function->overrides.begin(), function->overrides.end(),
                        [&](const Override& method) { return !program_.function(method.entity); });
        if (isHandler(*function) || !guards_.of(*function).empty()) atHome_.push_back(function);
        if (function->record && !function->isLambda)
            ofRecord_[function->record].push_back(function);
        if (overridesLibrary && !function->name.text().ends_with("()"))
            methods_[function->record].push_back(function);
    }
    contexts_.resize(program_.functions().size());
}

void Contexts::propagate() {
    noted_.clear();
    libraries_.clear();
    enterRoots();
    do {
        while (!open_.empty()) {
            const auto [function, context] = open_.back();
            open_.pop_back();
            visit(*function, context);
        }
    } while (enterAtHome() || enterUnreached());
}

/// What is known to run at home however it is reached; a way there that is seen tells more.
bool Contexts::enterAtHome() {
    for (const FunctionFact* function : atHome_) {
        enterAsserted(*function);
        if (!isHandler(*function)) continue;
        const std::optional<Context> home = affinityOf(objects_.instance(function->record));
        if (home && isKnown(*home)) enter(*function, *home, {});
    }
    return !open_.empty();
}

void Contexts::enterRoots() {
    for (auto function = program_.functions().rbegin(); function != program_.functions().rend();
         ++function) {
        if ((*function)->isInitializer) enter(**function, main_, {});
        enterStated(**function);
        for (const Override& method : (*function)->overrides) {
            if (!models_.isThreadMethod(method.name)) continue;
            const ObjectId self = objects_.instance((*function)->record);
            const bool isThread =
                homeOfLoop(self).kind == ContextKind::Loop && isKnown(homeOfLoop(self));
            Context context = homeOfLoop(self);
            if (!isThread)
                context = {.kind = ContextKind::Thread,
                           .loop = 0,
                           .maker = program_.numberOf(**function),
                           .event = 0,
                           .isPool = true};
            enter(**function, context, {});
        }
    }
    if (program_.main()) enter(*program_.main(), {}, {});
}

/// What the project states of a function holds of those that override it too.
void Contexts::enterStated(const FunctionFact& function) {
    const Home* home = models_.entry(function.name);
    for (const Override& method : function.overrides)
        if (!home) home = models_.entry(method.name);
    if (home) enter(function, homeOf(*home), {});
}

/// What asserts its thread runs there: nothing else could go on.
void Contexts::enterAsserted(const FunctionFact& function) {
    for (const GuardedPart& part : guards_.of(function)) {
        if (!part.isAssert || !part.isAtHome || part.isThread || part.homes.size() != 1) continue;
        const bool isWhole = part.blocks.size() < 2 || part.blocks[part.blocks.size() - 1];
        const std::optional<Context> home = homeOf(part.homes[0]);
        if (isWhole && home && isKnown(*home)) enter(function, *home, {});
    }
}

/// What a library calls of its own accord runs where the object is at home: event handlers.
bool Contexts::isHandler(const FunctionFact& function) const {
    if (function.overrides.empty() || function.isLambda) return false;
    const std::string_view name = function.name.text();
    const std::string method(name.substr(name.rfind("::") == name.npos ? 0 : name.rfind("::")));
    for (Name key : program_.basesOf(function.record)) {
        const RecordFact* base = program_.record(key);
        if (base && models_.bound(base->generic) && models_.isHandler(base->generic + method))
            return true;
    }
    return false;
}

void Contexts::enter(const FunctionFact& function, const Context& context, const Step& step) {
    const uint32_t number = program_.numberOf(function);
    if (number == Program::kPlain) return; // nothing is asked of it
    std::map<Context, Step>& known = contexts_[number];
    if (known.size() >= kMostContexts && !known.contains(context)) return;
    if (known.try_emplace(context, step).second) open_.push_back({&function, context});
}

bool Contexts::allows(const GuardedPart& part, const Context& context) const {
    if (part.isThread) return allowsThread(part, context);
    if (part.homes.size() != 1) return false;
    const std::optional<Context> home = homeOf(part.homes[0]);
    if (!home) return false;
    if (part.isAtHome) return context == *home;
    return !(context == *home) && isKnown(context) && isKnown(*home);
}

/// Whether a context is, or is not, the thread that runs the one callable of the part.
bool Contexts::allowsThread(const GuardedPart& part, const Context& context) const {
    const FunctionFact* body = nullptr;
    for (ObjectId home : part.homes) {
        if (objects_[home].kind != ObjectKind::Callable) continue;
        const FunctionFact* callable = program_.function(objects_[home].entity);
        if (!callable || body) return false;
        body = callable;
    }
    if (!body || !isKnown(context) || context.isPool) return false;
    bool isIt = false;
    if (context.kind == ContextKind::Thread && context.event < makerOf(context).events().size()) {
        const FunctionFact& maker = makerOf(context);
        const Event& start = maker.events()[context.event];
        const ThreadEntry* entry = threadEntry(start);
        const auto all =
            entry ? callablesIn(maker, start, entry->callable) : std::vector<const FunctionFact*>{};
        isIt = std::find(all.begin(), all.end(), body) != all.end();
    }
    return isIt == part.isAtHome;
}

void Contexts::visit(const FunctionFact& function, const Context& context) {
    const bool isPartly = !guards_.of(function).empty() || isGivenCallable(function, context);
    for (uint32_t i = 0; i < function.events().size(); ++i) {
        const Event& event = function.events()[i];
        const bool isSkipped =
            isPartly ? isOut(function, i, context) : !allowsSegment(function, i, context);
        // What runs elsewhere runs there whoever asked for it.
        if (isSkipped && !models_.handOver(event.name) && !threadEntry(event)) continue;
        visitEvent(function, i, context);
    }
}

const ThreadEntry* Contexts::threadEntry(const Event& event) const {
    if (event.kind == EventKind::Assign && event.object.is(ValueKind::Field))
        return models_.threadField(event.object);
    if (event.kind != EventKind::Call && event.kind != EventKind::Construct) return nullptr;
    if (isDirect(event)) return nullptr;
    if (const ThreadEntry* entry = models_.threadEntry(event.name)) return entry;
    if (event.kind != EventKind::Construct || !event.type.generic) return nullptr;
    return models_.threadEntry(constructorOf(event.type.generic));
}

void Contexts::visitEvent(const FunctionFact& function, uint32_t index, const Context& context) {
    const Event& event = function.events()[index];
    if (event.kind == EventKind::Destroy) return visitDestroy(function, index, context);
    if (event.kind == EventKind::Assign) return visitAssign(function, index, context);
    if (event.kind == EventKind::Await) return visitAwait(function, index, context);
    if (event.kind != EventKind::Call && event.kind != EventKind::Construct) return;
    const Step step{&function, index, context};
    if (const ThreadEntry* entry = threadEntry(event)) {
        const Context thread = threadAt(function, index, *entry);
        for (const FunctionFact* callable : callablesIn(function, event, entry->callable)) {
            enter(*callable, thread, step);
            if (!entry->isKept) enterClosure(*callable, thread, step);
        }
        enterDeleted(function, index, thread);
        if (!models_.handOver(event.name)) return;
    }
    if (const Connection* connection = models_.connection(event.name))
        return visitConnection(function, index, context, *connection);
    if (const HandOver* over = models_.handOver(event.name))
        visitHandOver(function, index, context, *over);
    if (models_.runsLoop(event.name)) noteRun(function, index, context);
    visitCall(function, index, context);
    if (models_.deletesAll(event.name)) visitDestroy(function, index, context);
    if (isDropping(event)) visitDestroy(function, index, context);
}

/// The thread that an event starts.
Context Contexts::threadAt(const FunctionFact& function, uint32_t index,
                           const ThreadEntry& entry) const {
    return {.kind = ContextKind::Thread,
            .loop = 0,
            .maker = program_.numberOf(function),
            .event = index,
            .isPool = entry.isPool || isRepeated(function, index)};
}

/// A field whose value is called in a thread of its own: `action.sa_handler = f`.
void Contexts::visitAssign(const FunctionFact& function, uint32_t index, const Context& context) {
    const Event& event = function.events()[index];
    const ThreadEntry* entry = threadEntry(event);
    if (!entry) return;
    for (const FunctionFact* callable : objects_.callables(function, event.args[0]))
        enter(*callable, threadAt(function, index, *entry), {&function, index, context});
}

void Contexts::visitCall(const FunctionFact& function, uint32_t index, const Context& context) {
    const Event& event = function.events()[index];
    const Step step{&function, index, context};
    if (isEnteredByCaller(function, index, context)) return;
    for (const FunctionFact* callee : calleesOf(function, event)) {
        if (!callee->isLazy()) enter(*callee, context, step);
        enterGiven(*callee, function, index, context);
    }
    auto wrapper = wrappers_.find(event.callee);
    if (event.callee && wrapper != wrappers_.end())
        visitHandOver(function, index, context, wrapper->second);
    auto slots = direct_.find(event.callee);
    if (event.callee && slots != direct_.end())
        for (const FunctionFact* slot : slots->second) enter(*slot, context, step);
    auto named = directByName_.find(event.name);
    if (event.name && named != directByName_.end())
        for (const FunctionFact* slot : named->second) enter(*slot, context, step);
    // Algorithms of the standard library call what they are given, here and now.
    const bool isAlgorithm = event.kind == EventKind::Call && event.object.is(ValueKind::Unknown) &&
                             event.name.text().starts_with("std::") &&
                             !isKeepingFunction(event.name);
    const auto isCallable = [&](const Value& arg) { // not an iterator over some
        if (arg.is(ValueKind::Result)) return false;
        const Type* type = arg.entity ? objects_.typeOf(arg.entity) : nullptr;
        return !type || type->generic.text().find("iterator") == std::string_view::npos;
    };
    for (const Value& arg : isAlgorithm ? event.args : List<Value>{})
        if (isCallable(arg))
            for (const FunctionFact* callable : objects_.callables(function, arg))
                enter(*callable, context, step);
    if (const Operand* callable = models_.callsAtOnce(event.name))
        for (const FunctionFact* callee : callablesIn(function, event, *callable))
            enter(*callee, context, step);
}

std::vector<const FunctionFact*> Contexts::calleesOf(const FunctionFact& function,
                                                     const Event& event) const {
    const FunctionFact* callee = program_.function(event.callee);
    if (!callee && !event.isVirtual && callsObject(event))
        return objects_.callables(function, event.object);
    const auto& overriders = program_.overriders(event.callee);
    if (!event.isVirtual || overriders.empty())
        return callee ? std::vector{callee} : std::vector<const FunctionFact*>{};
    std::vector<const FunctionFact*> found;
    const ObjectSet receivers = objects_.of(function, event.object);
    for (const FunctionFact* overrider : overriders)
        for (ObjectId receiver : receivers)
            if (objects_[receiver].record == overrider->record) found.push_back(overrider);
    if (!found.empty()) return found;
    if (callee) return {callee};
    return overriders.size() == 1 ? overriders : found;
}

/// The one context that runs loops of a library; nothing if several do, main if none is seen to.
static std::optional<Context> runnerOf(Name library, const std::map<ObjectId, Runners>& all,
                                       const Models& models, const Context& main) {
    std::optional<Context> only;
    for (const auto& [loop, runners] : all)
        for (const auto& [context, run] : runners) {
            if (models.libraryOfRun(run.function->events()[run.event].name) != library) continue;
            if (context.isPool || (only && !(*only == context))) return std::nullopt;
            only = context;
        }
    return only ? only : main;
}

void Contexts::visitHandOver(const FunctionFact& function, uint32_t index, const Context& context,
                             const HandOver& over) {
    const Event& event = function.events()[index];
    std::optional<Context> target;
    if (isDirect(event)) {
        if (!of(function).contains(context)) return;
        target = context;
    } else if (over.home.kind == HomeKind::Library) {
        target = runnerOf(over.home.name, runners_, models_, main_);
    } else if (over.home.kind != HomeKind::Bound) {
        target = homeOf(over.home);
    } else if (const Value* operand = operandOf(event, over.loop)) {
        const std::optional<ObjectId> object = objects_.one(function, *operand);
        if (object) target = affinityOf(*object);
        const bool isCallable = object && objects_[*object].kind == ObjectKind::Callable;
        // QTimer::singleShot(0, f) runs it here; asio::post(f) in the system's pool.
        const bool isElsewhere = over.loop.index == 0 && models_.queues(event.name);
        if (isCallable && over.callable.isObject() && !isElsewhere) target = context;
    }
    if (!target) return;
    for (const FunctionFact* callable : callablesIn(function, event, over.callable)) {
        enter(*callable, *target, {&function, index, context});
        enterReturned(*callable, *target);
    }
    const Value* named = over.callable.isObject() ? nullptr : operandOf(event, over.callable);
    const Value* object = operandOf(event, over.loop);
    if (object && named && named->is(ValueKind::Literal)) // invokeMethod(object, "flush")
        for (const FunctionFact* method : methodsNamed(function, *object, named->name))
            enter(*method, *target, {&function, index, context});
}

std::vector<const FunctionFact*> Contexts::overridesOfLibrary(Name record) const {
    auto methods = methods_.find(record);
    return methods == methods_.end() ? std::vector<const FunctionFact*>{} : methods->second;
}

std::vector<const FunctionFact*> Contexts::callablesIn(const FunctionFact& function,
                                                       const Event& event, Operand operand) const {
    std::vector<const FunctionFact*> all;
    if (operand.isObject()) {
        for (const Value& arg : event.args)
            for (const FunctionFact* callable : objects_.callables(function, arg))
                all.push_back(callable);
        return all;
    }
    const Value* value = operandOf(event, operand);
    if (!value) return all;
    for (ObjectId object : objects_.of(function, *value)) {
        if (objects_[object].kind == ObjectKind::Class)
            for (const FunctionFact* method : overridesOfLibrary(objects_[object].record))
                all.push_back(method);
        if (objects_[object].kind == ObjectKind::Callable)
            if (const FunctionFact* callee = program_.function(objects_[object].entity))
                all.push_back(callee);
    }
    return all;
}

void Contexts::noteRun(const FunctionFact& function, uint32_t index, const Context& context) {
    const Event& event = function.events()[index];
    libraries_[context].push_back(models_.libraryOfRun(event.name));
    const Value* loop = operandOf(event, {Operand::kObject});
    if (!loop) loop = operandOf(event, {0});
    const std::optional<ObjectId> object = loop ? objects_.one(function, *loop) : std::nullopt;
    for (auto at = object; at; at = bindings_.loopOf(*at)) // a GMainLoop runs its GMainContext
        if (!noted_[*at].try_emplace(context, Step{&function, index, context}).second) break;
}

/// The main thread of a user interface is the one that makes the application object.
void Contexts::noteApplication() {
    main_ = {};
    std::optional<Context> only;
    for (const FunctionFact* function : program_.functions())
        for (const Event& event : function->events()) {
            if (event.kind != EventKind::Construct || !models_.isApplication(event.type.generic))
                continue;
            for (const auto& [context, step] : last_[program_.numberOf(*function)]) {
                if (only && !(*only == context)) return;
                only = context;
            }
        }
    if (only && only->kind == ContextKind::Thread) main_ = *only;
}

} // namespace looplint
