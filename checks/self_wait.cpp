// Code that runs on a loop's thread waits for something that only this thread can do: joins it,
// joins a thread that needs a lock held here, or waits for what was handed to its own loop.

#include "analysis/check.h"
#include "analysis/flow.h"
#include "analysis/holders.h"
#include "analysis/joins.h"
#include "analysis/lock_takers.h"
#include "analysis/signals.h"
#include "analysis/story.h"
#include "analysis/thread_loop.h"
#include "analysis/way.h"

#include <algorithm>

namespace looplint {

static constexpr Message kJoinsItself{"'{0}' is joined here in {1}, the very thread that is "
                                      "joined; join it from the thread that owns it"};
static constexpr Message kJoinsLocked{"'{0}' is joined here while '{1}' is held, but {2} locks it "
                                      "too; release it before the join"};
static constexpr Message kWaitsForPosted{"'{0}' waits here in {1} for what '{2}' handed to the "
                                         "same thread; it can only run when this returns"};
static constexpr Message kWaitsForItself{"'{0}' waits here in {1} for what only this thread does, "
                                         "when this returns"};
static constexpr Message kHandsAndWaits{"'{0}' hands a callable to {1} and waits for it, but is "
                                        "called here in that very thread"};
static constexpr Message kWaitsForLoop{"'{0}' waits here, in a handler of the loop, for what the "
                                       "same loop must do; use the asynchronous call"};
static constexpr Message kLockedHere{"'{0}' is locked here"};
static constexpr Message kLockedThere{"the thread that is joined locks '{0}' here"};
static constexpr Message kHandedHere{"handed over here"};
static constexpr Message kOwnLoopHere{"bound to the loop of the thread that runs this"};
static constexpr Message kSignalledHere{"what is waited for happens here"};

namespace {

class SelfWaits {
  public:
    SelfWaits(const Analysis& analysis, std::vector<Finding>& findings)
        : program_(analysis.program),
          models_(analysis.models),
          engine_(analysis.engine()),
          objects_(engine_.objects),
          contexts_(engine_.contexts),
          findings_(findings),
          instances_(analysis.instances()),
          joins_(program_, models_, objects_, contexts_),
          signals_(program_, models_, objects_, contexts_) {}

    void run();

  private:
    /// A hand-over that comes before a wait: itself, or in a function that is called.
    using Posts = std::vector<Site>;

    void indexLocks();
    void visitJoin(const FunctionFact& function, uint32_t index);
    void visitLockedJoin(const FunctionFact& function, uint32_t index, const Context& context,
                         const Context& joined);
    void visitWait(const FunctionFact& function, uint32_t index, const Wait& wait);
    void addPosts(const FunctionFact& function, uint32_t until, Posts& posts, int depth) const;
    const Site* onlySignalHere(const Site& wait, const Value& waited, ObjectId object,
                               const Context& context) const;
    /// Whether a function surely or possibly calls another, by itself or through others.
    bool calls(const FunctionFact& function, const FunctionFact& callee, int depth = 0) const;
    const Site* completes(const Site& post, ObjectId object, const Context& context) const;
    std::optional<Context> targetOf(const Site& post) const;
    void visitHandOver(const FunctionFact& function, uint32_t index, const HandOver& over);
    bool isSameInstance(const Event& signal, const Value& waited, ObjectId object) const;
    void visitConnection(const Site& site, const Connection& connection);
    void visitLoopWait(const FunctionFact& function, uint32_t index, const Wait& wait);
    bool isHandler(const FunctionFact& function, const Context& context, const Event& event) const;
    /// Whether code in this context is surely the only thread of it.
    bool isOneThread(const Context& context) const;
    Finding& report(const Site& site, const Entity& subject, const Context& context,
                    std::string message);

    const Program& program_;
    const Models& models_;
    const Engine& engine_;
    const Objects& objects_;
    const Contexts& contexts_;
    std::vector<Finding>& findings_;
    const Instances& instances_;
    Joins joins_;
    std::unordered_map<Entity, std::vector<ScopedLock>> locks_; // by mutex
    Signals signals_;
};

bool hasArgument(const Event& event, bool (Models::*is)(Name) const, const Models& models) {
    return std::any_of(event.args.begin(), event.args.end(), [&](const Value& arg) {
        return arg.is(ValueKind::Literal) && (models.*is)(arg.name);
    });
}

std::string nameOf(const Value& value) { return value.name.empty() ? "this" : value.name.str(); }

void SelfWaits::run() {
    indexLocks();
    for (const FunctionFact* function : program_.functions())
        for (uint32_t i = 0; i < function->events().size(); ++i) {
            const Event& event = function->events()[i];
            if (event.kind != EventKind::Call) continue;
            if (models_.joins(event.name)) visitJoin(*function, i);
            if (const HandOver* over = models_.handOver(event.name))
                visitHandOver(*function, i, *over);
            const Connection* connection = models_.connection(event.name);
            if (connection && hasArgument(event, &Models::isBlocking, models_))
                visitConnection({function, i}, *connection);
            const Wait* wait = models_.wait(event.name);
            if (wait && wait->isForLoop) visitLoopWait(*function, i, *wait);
            if (wait && !wait->isForLoop) visitWait(*function, i, *wait);
        }
}

void SelfWaits::indexLocks() {
    for (const FunctionFact* function : program_.functions())
        for (const ScopedLock& lock : locksOf(*function, models_))
            locks_[lock.key()].push_back(lock);
}

Finding& SelfWaits::report(const Site& site, const Entity& subject, const Context& context,
                           std::string message) {
    Finding& finding = findings_.emplace_back();
    finding.check = "loop-self-wait";
    finding.at = site->at;
    finding.subject = subject ? subject : site.function->entity;
    finding.message = std::move(message);
    tellChain(finding, engine_, models_, *site.function, context);
    return finding;
}

bool SelfWaits::isOneThread(const Context& context) const {
    if (context.isPool || !contexts_.isKnown(context)) return false;
    if (context.kind != ContextKind::Loop) return true;
    for (Name key : program_.basesOf(objects_[context.loop].record)) {
        const RecordFact* record = program_.record(key);
        const LoopType* type = record ? models_.loop(record->generic) : nullptr;
        if (type && type->isPool) return false;
    }
    return true;
}

void SelfWaits::visitJoin(const FunctionFact& function, uint32_t index) {
    const Event& event = function.events()[index];
    const std::vector<Context> joined = joins_.threadsOf(function, event);
    if (joined.empty()) return;
    const bool joinsAll = isRepeated(function, index);
    const Value& thread = containerOf(function, *joins_.joinedBy(event));
    for (const Context& context : contexts_.at(function, index)) {
        if (isRuledOut(contexts_, function, index, context)) continue;
        const bool isAmong = std::find(joined.begin(), joined.end(), context) != joined.end();
        if (!isAmong) {
            if (joined.size() == 1) visitLockedJoin(function, index, context, joined[0]);
            continue;
        }
        const bool isSure = joinsAll || (joined.size() == 1 && !context.isPool);
        if (!isSure || !instances_.isOwn(function, thread, context)) continue;
        report({&function, index}, thread.entity, context,
               kJoinsItself(nameOf(thread), contexts_.describe(context)));
        return;
    }
}

void SelfWaits::visitLockedJoin(const FunctionFact& function, uint32_t index,
                                const Context& context, const Context& joined) {
    const Value& joins = *joins_.joinedBy(function.events()[index]);
    const Value& thread = containerOf(function, joins);
    for (const ScopedLock& held : heldAt(function, index, context, contexts_, models_)) {
        auto takers = locks_.find(held.key());
        if (takers == locks_.end()) continue;
        for (const ScopedLock& taker : takers->second) {
            if (!isTakenLater(taker, joined, contexts_, models_)) continue;
            if (!isSameMutex(held, taker, {function, joins, joined}, instances_)) continue;
            Finding& finding = report(
                {&function, index}, thread.entity, context,
                kJoinsLocked(nameOf(thread), nameOf(*held.mutex), contexts_.describe(joined)));
            finding.notes.push_back({held.site->at, kLockedHere(nameOf(*held.mutex))});
            finding.notes.push_back({taker.site->at, kLockedThere(nameOf(*held.mutex))});
            return;
        }
    }
}

std::optional<Context> SelfWaits::targetOf(const Site& post) const {
    const HandOver* over = models_.handOver(post->name);
    if (!over) return std::nullopt;
    if (over->home.kind == HomeKind::Library) return std::nullopt;
    if (over->home.kind != HomeKind::Bound) return contexts_.homeOf(over->home);
    const Value* operand = operandOf(*post, over->loop);
    const std::optional<ObjectId> loop =
        operand ? objects_.one(*post.function, *operand) : std::nullopt;
    if (!loop) return std::nullopt;
    const std::optional<ObjectId> bound = engine_.bindings.loopOf(*loop);
    if (contexts_.isRunByMany(bound ? *bound : *loop)) return std::nullopt;
    return contexts_.homeOf(*loop);
}

/// The hand-overs that always come before event `until` and return before their callable runs.
void SelfWaits::addPosts(const FunctionFact& function, uint32_t until, Posts& posts,
                         int depth) const {
    for (uint32_t i = 0; i < function.events().size(); ++i) {
        const Event& event = function.events()[i];
        if (event.kind != EventKind::Call || i == until) continue;
        if (until != UINT32_MAX && !precedes(function, i, until)) continue;
        if (models_.handOver(event.name)) {
            if (models_.queues(event.name) || hasArgument(event, &Models::queues, models_))
                posts.push_back({&function, i});
        } else if (const FunctionFact* callee = program_.function(event.callee);
                   callee && depth < 3 && !callee->isCoroutine && !event.isVirtual) {
            addPosts(*callee, UINT32_MAX, posts, depth + 1);
        }
    }
}

/// Where a callable that is handed over does what is waited for; null if it does not.
const Site* SelfWaits::completes(const Site& post, ObjectId object, const Context& context) const {
    const std::optional<Context> target = targetOf(post);
    if (!target || !(*target == context)) return nullptr;
    const HandOver& over = *models_.handOver(post->name);
    const Value* operand = operandOf(*post, over.loop);
    if (operand && !instances_.isOwn(*post.function, *operand, context)) return nullptr;
    for (const FunctionFact* callable : contexts_.callablesIn(*post.function, *post, over.callable))
        if (const Site* site = signals_.signalledIn(*callable, object)) return site;
    return nullptr;
}

/// Whether what is signalled is what is waited for, if the object stands for a whole class.
bool SelfWaits::isSameInstance(const Event& signal, const Value& waited, ObjectId object) const {
    if (objects_[object].kind != ObjectKind::Class) return true;
    const Value* signalled = subjectOf(signal);
    return signalled && rootOf(*signalled).entity &&
           rootOf(*signalled).entity == rootOf(waited).entity;
}

/// Whether a variable of the function's own, made there.
static bool isOwnLocal(const Program& program, const FunctionFact& function, const Value& value) {
    if (!value.is(ValueKind::Variable) || program.definition(value.entity).variable) return false;
    return std::none_of(function.parameters.begin(), function.parameters.end(),
                        [&](const Parameter& p) { return p.entity == value.entity; }) &&
           std::none_of(function.captures.begin(), function.captures.end(),
                        [&](const Capture& c) { return c.entity == value.entity; });
}

bool SelfWaits::calls(const FunctionFact& function, const FunctionFact& callee, int depth) const {
    for (const Event& event : function.events()) {
        if (event.kind != EventKind::Call && event.kind != EventKind::Construct) continue;
        for (const FunctionFact* next : contexts_.calleesOf(function, event))
            if (next == &callee || (depth < 6 && calls(*next, callee, depth + 1))) return true;
    }
    return false;
}

/// Where what is waited for is signalled, if only this thread does so and not on the way to the
/// wait: something that was queued and that this thread would run after it.
const Site* SelfWaits::onlySignalHere(const Site& wait, const Value& waited, ObjectId object,
                                      const Context& context) const {
    const FunctionFact& function = *wait.function;
    if (!isOwnLocal(program_, function, waited) || !instances_.isOnly(context)) return nullptr;
    const std::vector<Site>& all = signals_.of(object);
    for (const Site& site : all)
        if (site.function == &function || calls(function, *site.function)) return nullptr;
    return all.empty() ? nullptr : &all.front();
}

void SelfWaits::visitWait(const FunctionFact& function, uint32_t index, const Wait& wait) {
    const Event& event = function.events()[index];
    const Value* operand = operandOf(event, wait.object);
    const std::optional<ObjectId> object =
        operand ? objects_.one(function, *operand) : std::nullopt;
    if (!object) return;
    Posts posts;
    for (const Context& context : contexts_.at(function, index)) {
        if (!isOneThread(context) || signals_.isSignalledElsewhere(*object, context)) continue;
        if (isRuledOut(contexts_, function, index, context)) continue;
        if (posts.empty()) addPosts(function, index, posts, 0);
        for (const Site& post : posts) {
            const Site* signal = completes(post, *object, context);
            if (!signal || !isSameInstance(**signal, *operand, *object)) continue;
            Finding& finding = report(
                {&function, index}, objects_[*object].entity, context,
                kWaitsForPosted(event.name.str(), contexts_.describe(context), post->name.str()));
            finding.notes.push_back({post->at, kHandedHere()});
            finding.notes.push_back({(*signal)->at, kSignalledHere()});
            return;
        }
        if (const Site* signal = onlySignalHere({&function, index}, *operand, *object, context)) {
            Finding& finding =
                report({&function, index}, objects_[*object].entity, context,
                       kWaitsForItself(event.name.str(), contexts_.describe(context)));
            finding.notes.push_back({(*signal)->at, kSignalledHere()});
            return;
        }
    }
}

void SelfWaits::visitHandOver(const FunctionFact& function, uint32_t index, const HandOver& over) {
    const Site site{&function, index};
    if (!over.waits && !hasArgument(*site, &Models::isBlocking, models_)) return;
    const std::optional<Context> target = targetOf(site);
    if (!target || !isOneThread(*target)) return;
    for (const Context& context : contexts_.at(function, index)) {
        if (!(context == *target) || isRuledOut(contexts_, function, index, context)) continue;
        const Value* operand = operandOf(*site, over.loop);
        if (operand && !instances_.isOwn(function, *operand, context)) continue;
        report(site, operand ? rootOf(*operand).entity : Entity{}, context,
               kHandsAndWaits(site->name.str(), contexts_.describe(context)));
        return;
    }
}

/// connect(sender, signal, receiver, slot, Qt::BlockingQueuedConnection) within one thread.
void SelfWaits::visitConnection(const Site& site, const Connection& connection) {
    const auto homeOf = [&](uint32_t argument) -> std::optional<Context> {
        const Value* value = operandOf(*site, {argument});
        const auto object = value ? objects_.one(*site.function, *value) : std::nullopt;
        return object ? contexts_.homeOf(*object) : std::nullopt;
    };
    const std::optional<Context> home = homeOf(connection.receiver);
    if (!home || !isOneThread(*home) || !instances_.isOnly(*home)) return;
    const Entity& signal = site->args[connection.signal].entity;
    bool isEmitted = false, isHere = false;
    for (const FunctionFact* function : program_.functions())
        for (uint32_t i = 0; i < function->events().size(); ++i) {
            if (!signal || !(function->events()[i].callee == signal)) continue;
            const std::vector<Context> at = contexts_.at(*function, i);
            isEmitted = true;
            isHere |= std::find(at.begin(), at.end(), *home) != at.end();
        }
    if (!isEmitted) isHere = signal && homeOf(0) == home; // the library emits it
    if (isHere)
        report(site, signal, *home, kHandsAndWaits(site->name.str(), contexts_.describe(*home)));
}

/// Whether the code runs in a handler of a loop of the same library as `event`.
bool SelfWaits::isHandler(const FunctionFact& function, const Context& context,
                          const Event& event) const {
    const std::string& name = event.name.str();
    const std::string library = name.substr(0, name.find("::"));
    for (const Step& step : contexts_.chain(function, context)) {
        const Event& by = step.function->events()[step.event];
        if (models_.handOver(by.name) && by.name.str().starts_with(library)) return true;
    }
    return false;
}

void SelfWaits::visitLoopWait(const FunctionFact& function, uint32_t index, const Wait& wait) {
    const Event& event = function.events()[index];
    const Value* operand = operandOf(event, wait.object);
    const auto callables = contexts_.callablesIn(function, event, {Operand::kObject});
    if (!operand || (wait.unlessCallable && !callables.empty())) return;
    const std::optional<ObjectId> object = objects_.one(function, *operand);
    const std::optional<Context> home = object ? contexts_.homeOf(*object) : std::nullopt;
    // An application object runs its handlers on several loops.
    const std::optional<ObjectId> loop = object ? engine_.bindings.loopOf(*object) : std::nullopt;
    const bool isShared = !loop || objects_[*loop].kind == ObjectKind::Default;
    const std::optional<Site> own = threadLoopOf(program_, models_, function, *operand);
    for (const Context& context : contexts_.at(function, index)) {
        const bool isItsLoop = home && home->kind == ContextKind::Loop && home->loop == *object;
        const bool isAtHome = home && context == *home &&
                              (isItsLoop || (isOneThread(context) && !isShared)) &&
                              instances_.isOwn(function, *operand, context);
        if (!isAtHome && !own) continue;
        if (!isHandler(function, context, event)) continue;
        Finding& finding = report({&function, index}, rootOf(*operand).entity, context,
                                  kWaitsForLoop(event.name.str()));
        if (own) finding.notes.push_back({(*own)->at, kOwnLoopHere()});
        return;
    }
}

void run(const Analysis& analysis, std::vector<Finding>& findings) {
    SelfWaits(analysis, findings).run();
}

} // namespace

extern constinit const Check selfWait = {
    .name = "loop-self-wait",
    .title = "code on a loop's thread waits for something that only this thread can do",
    .options = {},
    .run = run};

} // namespace looplint
