// An object is bound to one loop and used with another: its parts belong to two loops, its loop is
// never run, or it is handed to the loop of a thread that runs none.

#include "analysis/check.h"
#include "analysis/holders.h"
#include "analysis/idle_loops.h"
#include "analysis/instances.h"
#include "analysis/rotation.h"
#include "analysis/story.h"
#include "analysis/thread_loop.h"
#include "analysis/uses.h"

#include <algorithm>
#include <set>

namespace looplint {

static constexpr Message kTwoLoops{"'{0}' and '{1}' are bound to different loops: '{2}' yields "
                                   "another one at each call; take the loop once and bind both"};
static constexpr Message kNeverRun{"'{0}' is bound to '{1}', which the program never runs; bind it "
                                   "to the loop that is run"};
static constexpr Message kNoLoop{"'{0}' yields a loop of {1}, which never runs one, so what is "
                                 "handed to it never runs; take the loop where it runs"};
static constexpr Message kSystemExecutor{"'{0}' without an executor runs this in a thread of the "
                                         "system pool, but it uses '{1}', which belongs to the "
                                         "loop '{2}'; give it the executor"};
static constexpr Message kNotOneLoop{"'{0}' belongs to the loop '{1}' but '{2}' to the loop '{3}', "
                                     "and '{4}' needs both on one"};
static constexpr Message kBoundHere{"'{0}' is bound here"};
static constexpr Message kTouchedHere{"a handler of '{0}' uses '{1}' here"};
static constexpr Message kRunHere{"the loop that is run"};
static constexpr Message kStartedHere{"work is started on it here"};
static constexpr Message kUsedHere{"'{0}' is used here"};

namespace {

class Mismatches {
  public:
    Mismatches(const Analysis& analysis, std::vector<Finding>& findings)
        : program_(analysis.program),
          models_(analysis.models),
          engine_(analysis.engine()),
          objects_(engine_.objects),
          contexts_(engine_.contexts),
          findings_(findings),
          idle_(program_, models_, engine_) {
        for (const Use& use : analysis.uses()) {
            uses_[use.site.function].push_back(use);
            if (use.object) usedAt_[*use.object].push_back(use.site);
        }
    }

    void run();

  private:
    struct Part {
        const Event* event;
        const Value* loop;
    };
    /// The call that yielded a loop.
    using Taken = Site;

    void visitConstructor(const FunctionFact& function);
    std::optional<Taken> takenApart(const FunctionFact& function, const Value& first,
                                    const Value& second) const;
    void visitParts(const Part& first, const Part& second, const Taken& taken);
    const Event* touched(const Entity& handled, const Entity& other) const;
    const Event* touchedIn(const FunctionFact& function, const Entity& field, int depth) const;
    const Value& fieldBehind(const FunctionFact& function, const Value& value) const;
    void visitBinding(const Site& site, const ObjectSet& objects, const Value* loop);
    const Event* startOn(ObjectId object) const;
    const std::vector<Site>& constructionsBy(const Entity& constructor) const;
    void visitThreadLoop(const FunctionFact& function, uint32_t index, const HandOver& over);
    void visitSameLoop(const FunctionFact& function, uint32_t index, const SameLoop& same);
    /// The loop that a value is, or is bound to.
    std::optional<ObjectId> loopOf(const FunctionFact& function, const Value* value) const;
    void visitSystemPost(const FunctionFact& function, uint32_t index, const HandOver& over);
    const Use* sharedUse(const FunctionFact& function, int depth) const;
    bool isUsedAtHome(ObjectId object, const Context& home) const;
    Finding& report(const Location& at, const Entity& subject, std::string message);

    const Program& program_;
    const Models& models_;
    const Engine& engine_;
    const Objects& objects_;
    const Contexts& contexts_;
    std::vector<Finding>& findings_;
    IdleLoops idle_;
    std::unordered_map<const FunctionFact*, std::vector<Use>> uses_;
    std::unordered_map<ObjectId, std::vector<Site>> usedAt_;
    // Worked out when they are asked for.
    mutable std::unordered_map<Entity, std::vector<Site>> constructions_;
    mutable std::optional<std::unordered_map<ObjectId, const Event*>> starts_;
};

void Mismatches::run() {
    for (const FunctionFact* function : program_.functions()) {
        visitConstructor(*function);
        for (uint32_t i = 0; i < function->events().size(); ++i) {
            const Event& event = function->events()[i];
            const BoundType* bound =
                event.kind == EventKind::Construct ? models_.bound(event.type.generic) : nullptr;
            if (bound && bound->binding == Binding::Argument)
                visitBinding({function, i}, objects_.made(*function, i),
                             operandOf(event, {bound->argument}));
            if (event.kind != EventKind::Call) continue;
            if (const Binder* binder = models_.binder(event.name)) {
                const Value* object = operandOf(event, binder->object);
                if (binder->object.isResult() || object)
                    visitBinding({function, i},
                                 object ? objects_.of(*function, *object)
                                        : objects_.made(*function, i),
                                 operandOf(event, binder->loop));
            }
            if (const SameLoop* same = models_.sameLoop(event.name))
                visitSameLoop(*function, i, *same);
            if (const HandOver* over = models_.handOver(event.name)) {
                visitThreadLoop(*function, i, *over);
                visitSystemPost(*function, i, *over);
            }
        }
    }
}

Finding& Mismatches::report(const Location& at, const Entity& subject, std::string message) {
    Finding& finding = findings_.emplace_back();
    finding.check = "loop-mismatch";
    finding.at = at;
    finding.subject = subject;
    finding.message = std::move(message);
    return finding;
}

/// The calls that yield the loops of two members, if both are taken in turn: in the constructor
/// itself, or where it is called.
std::optional<Mismatches::Taken> Mismatches::takenApart(const FunctionFact& function,
                                                        const Value& first,
                                                        const Value& second) const {
    const auto apart = [&](const FunctionFact& in, const Value* a,
                           const Value* b) -> std::optional<Taken> {
        const auto one = a ? takenInTurn(program_, models_, in, *a) : std::nullopt;
        const auto other = b ? takenInTurn(program_, models_, in, *b) : std::nullopt;
        if (!one || !other || *one == *other) return std::nullopt;
        return Taken{&in, *other};
    };
    if (auto taken = apart(function, &first, &second)) return taken;
    const auto parameterOf = [&](const Value& value) -> std::optional<uint32_t> {
        for (uint32_t i = 0; i < function.parameters.size(); ++i)
            if (value.is(ValueKind::Variable) && function.parameters[i].entity == value.entity)
                return i;
        return std::nullopt;
    };
    const auto a = parameterOf(first), b = parameterOf(second);
    if (!a || !b) return std::nullopt;
    if (*a == *b) return std::nullopt; // one loop for both
    for (const Site& site : constructionsBy(function.entity))
        if (auto taken = apart(*site.function, operandOf(*site, {*a}), operandOf(*site, {*b})))
            return taken;
    return std::nullopt;
}

/// Where a constructor is called.
const std::vector<Site>& Mismatches::constructionsBy(const Entity& constructor) const {
    if (constructions_.empty())
        for (const FunctionFact* function : program_.functions())
            for (uint32_t i = 0; i < function->events().size(); ++i) {
                const Event& event = function->events()[i];
                if (event.kind == EventKind::Construct && event.callee)
                    constructions_[event.callee].push_back({function, i});
            }
    return constructions_[constructor];
}

/// Members that a constructor binds to loops taken from a pool in two calls.
void Mismatches::visitConstructor(const FunctionFact& function) {
    std::vector<Part> parts;
    for (const Event& event : function.events()) {
        const BoundType* bound =
            event.kind == EventKind::Construct && event.object.is(ValueKind::Field) && !event.isHeap
                ? models_.bound(event.type.generic)
                : nullptr;
        const Value* loop = bound && bound->binding == Binding::Argument
                                ? operandOf(event, {bound->argument})
                                : nullptr;
        if (loop) parts.push_back({&event, loop});
    }
    for (size_t i = 0; i < parts.size(); ++i)
        for (size_t j = i + 1; j < parts.size(); ++j)
            if (const auto taken = takenApart(function, *parts[i].loop, *parts[j].loop))
                visitParts(parts[i], parts[j], *taken);
}

void Mismatches::visitParts(const Part& first, const Part& second, const Taken& taken) {
    const Value &a = first.event->object, &b = second.event->object;
    const Event* there = touched(a.entity, b.entity);
    const Event* back = there ? nullptr : touched(b.entity, a.entity);
    if (!there && !back) return; // each keeps to its own loop
    Finding& finding = report(
        second.event->at, b.entity,
        kTwoLoops(a.name.str(), b.name.str(), taken.function->events()[taken.event].name.str()));
    finding.notes.push_back({first.event->at, kBoundHere(a.name.str())});
    finding.notes.push_back(
        {(there ? there : back)->at, there ? kTouchedHere(a.name.str(), b.name.str())
                                           : kTouchedHere(b.name.str(), a.name.str())});
}

/// The field that a loop, an executor or a reference to it came from.
const Value& Mismatches::fieldBehind(const FunctionFact& function, const Value& value) const {
    const Value* at = &value;
    for (int depth = 0; depth < 6; ++depth) {
        if (!at->is(ValueKind::Result) || at->event >= function.events().size()) break;
        const Event& event = function.events()[at->event];
        if (!models_.isAccessor(event.name)) break;
        const Value* next = operandOf(event, {Operand::kObject});
        if (!next) next = operandOf(event, {0});
        if (!next) break;
        at = next;
    }
    return rootOf(*at);
}

/// Where a handler of one member uses another; null if none does.
const Event* Mismatches::touched(const Entity& handled, const Entity& other) const {
    for (const FunctionFact* function : program_.functions())
        for (const Event& event : function->events()) {
            const HandOver* over =
                event.kind == EventKind::Call ? models_.handOver(event.name) : nullptr;
            const Value* loop = over ? operandOf(event, over->loop) : nullptr;
            if (!loop || !(fieldBehind(*function, *loop).entity == handled)) continue;
            for (const FunctionFact* handler :
                 contexts_.callablesIn(*function, event, over->callable))
                if (const Event* use = touchedIn(*handler, other, 0)) return use;
        }
    return nullptr;
}

const Event* Mismatches::touchedIn(const FunctionFact& function, const Entity& field,
                                   int depth) const {
    auto uses = uses_.find(&function);
    if (uses != uses_.end())
        for (const Use& use : uses->second) {
            const Value* object = operandOf(*use.site, use.operation->object);
            if (object && rootOf(*object).entity == field) return &*use.site;
        }
    if (depth < 3)
        for (const Event& event : function.events())
            if (const FunctionFact* callee = program_.function(event.callee))
                if (const Event* use = touchedIn(*callee, field, depth + 1)) return use;
    return nullptr;
}

/// Where an operation of a bound object is started whose handler its loop must run.
const Event* Mismatches::startOn(ObjectId object) const {
    if (!starts_) {
        starts_.emplace();
        for (const FunctionFact* function : program_.functions())
            for (const Event& event : function->events()) {
                const HandOver* over =
                    event.kind == EventKind::Call ? models_.handOver(event.name) : nullptr;
                const Value* loop = over ? operandOf(event, over->loop) : nullptr;
                if (!loop || models_.binder(event.name)) continue;
                if (contexts_.callablesIn(*function, event, over->callable).empty()) continue;
                for (ObjectId on : objects_.of(*function, *loop)) starts_->try_emplace(on, &event);
            }
    }
    auto start = starts_->find(object);
    return start == starts_->end() ? nullptr : start->second;
}

void Mismatches::visitBinding(const Site& site, const ObjectSet& objects, const Value* loop) {
    std::optional<ObjectId> bound = loop ? objects_.one(*site.function, *loop) : std::nullopt;
    if (!bound || objects.size() != 1 || objects[0] == *bound) return;
    if (program_.definition(objects_[objects[0]].entity).variable) return; // loop-static-object
    const Location* run = idle_.isNeverRun(*bound);
    const Event* start = run ? startOn(objects[0]) : nullptr;
    if (!start) return;
    Finding& finding =
        report(site->at, objects_[objects[0]].entity,
               kNeverRun(objects_[objects[0]].name.str(), objects_[*bound].name.str()));
    finding.notes.push_back({start->at, kStartedHere()});
    finding.notes.push_back({*run, kRunHere()});
}

/// `Loop::get()->defer(f)` in a thread that never runs a loop.
void Mismatches::visitThreadLoop(const FunctionFact& function, uint32_t index,
                                 const HandOver& over) {
    const Site site{&function, index};
    const Value* loop = over.loop.isObject() ? operandOf(*site, over.loop) : nullptr;
    const std::optional<Site> asked =
        loop ? threadLoopOf(program_, models_, function, *loop) : std::nullopt;
    if (!asked) return;
    for (const Context& context : contexts_.at(function, index)) {
        if (context.kind != ContextKind::Thread || contexts_.runsLoop(context)) continue;
        Finding& finding =
            report(asked->function == &function ? (*asked)->at : site->at, function.entity,
                   kNoLoop((*asked)->name.str(), contexts_.describe(context)));
        tellChain(finding, engine_, models_, function, context);
        return;
    }
}

bool Mismatches::isUsedAtHome(ObjectId object, const Context& home) const {
    auto sites = usedAt_.find(object);
    if (sites == usedAt_.end()) return false;
    return std::any_of(sites->second.begin(), sites->second.end(), [&](const Site& site) {
        const std::vector<Context> at = contexts_.at(*site.function, site.event);
        return std::find(at.begin(), at.end(), home) != at.end();
    });
}

/// A use of an object whose loop's thread uses it too.
const Use* Mismatches::sharedUse(const FunctionFact& function, int depth) const {
    auto uses = uses_.find(&function);
    if (uses != uses_.end())
        for (const Use& use : uses->second) {
            const std::optional<ObjectId> loop =
                use.object ? engine_.bindings.loopOf(*use.object) : std::nullopt;
            if (!loop || contexts_.isRunByMany(*loop)) continue;
            const Context home = contexts_.homeOfLoop(*loop);
            if (contexts_.isKnown(home) && isUsedAtHome(*use.object, home)) return &use;
        }
    if (depth < 3)
        for (const Event& event : function.events())
            if (const FunctionFact* callee = program_.function(event.callee))
                if (const Use* use = sharedUse(*callee, depth + 1)) return use;
    return nullptr;
}

std::optional<ObjectId> Mismatches::loopOf(const FunctionFact& function, const Value* value) const {
    const std::optional<ObjectId> object = value ? objects_.one(function, *value) : std::nullopt;
    if (!object || engine_.bindings.siteOf(*object))
        return object ? engine_.bindings.loopOf(*object) : std::nullopt;
    return engine_.bindings.isLoop(*object) ? object : std::nullopt;
}

/// `uv_accept(server, client)`: both are handles of one loop.
void Mismatches::visitSameLoop(const FunctionFact& function, uint32_t index, const SameLoop& same) {
    const Event& event = function.events()[index];
    const Value* first = operandOf(event, same.objects[0]);
    const std::optional<ObjectId> loop = loopOf(function, first);
    for (size_t i = 1; loop && i < same.objects.size(); ++i) {
        const Value* other = operandOf(event, same.objects[i]);
        const std::optional<ObjectId> otherLoop = loopOf(function, other);
        if (!otherLoop || *otherLoop == *loop) continue;
        const ObjectId a = *objects_.one(function, *first), b = *objects_.one(function, *other);
        std::string message =
            kNotOneLoop(objects_[a].name.str(), objects_[*loop].name.str(), objects_[b].name.str(),
                        objects_[*otherLoop].name.str(), event.name.str());
        if (!same.advice.empty()) message += "; " + same.advice;
        Finding& finding = report(event.at, objects_[b].entity, std::move(message));
        tellHome(finding, engine_, a);
        tellHome(finding, engine_, b);
        return;
    }
}

/// `asio::post(f)`: no executor, so the system's.
void Mismatches::visitSystemPost(const FunctionFact& function, uint32_t index,
                                 const HandOver& over) {
    const Event& event = function.events()[index];
    const bool takesFirst =
        over.loop.index == 0 && !event.args.empty() && models_.queues(event.name);
    if (!takesFirst || !over.callable.isObject() || !event.args[0].is(ValueKind::Lambda)) return;
    const FunctionFact* lambda = program_.function(event.args[0].entity);
    const Use* use = lambda ? sharedUse(*lambda, 0) : nullptr;
    if (!use) return;
    const Object& object = objects_[*use->object];
    const ObjectId loop = *engine_.bindings.loopOf(*use->object);
    Finding& finding =
        report(event.at, object.entity,
               kSystemExecutor(event.name.str(), object.name.str(), objects_[loop].name.str()));
    finding.notes.push_back({use->site->at, kUsedHere(object.name.str())});
    tellHome(finding, engine_, *use->object);
}

void run(const Analysis& analysis, std::vector<Finding>& findings) {
    Mismatches(analysis, findings).run();
}

} // namespace

extern constinit const Check mismatch = {.name = "loop-mismatch",
                                         .title =
                                             "an object is bound to one loop and used with another",
                                         .options = {},
                                         .run = run};

} // namespace looplint
