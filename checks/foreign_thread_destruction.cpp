// A loop-bound object is destroyed in a thread that is proven to be another than its own, while
// that one runs, or while the object still has a timer there.

#include "analysis/check.h"
#include "analysis/ends.h"
#include "analysis/first_starts.h"
#include "analysis/flow.h"
#include "analysis/name_memo.h"
#include "analysis/story.h"
#include "analysis/uses.h"

#include <algorithm>
#include <unordered_set>

namespace looplint {

static constexpr Message kDestroyed{"'{0}' belongs to the loop '{1}', which {2} runs, but is "
                                    "destroyed here in {3}; destroy it on the loop"};
static constexpr Message kDestroyedThread{"'{0}' belongs to {1} but is destroyed here in {2}; let "
                                          "its thread destroy it"};
static constexpr Message kTimerLeft{"'{0}' belongs to {1} and has a timer running there, but is "
                                    "destroyed in {2}; let its thread destroy it"};
static constexpr Message kOwnerDestroyed{"'{0}' belongs to the loop '{1}', which {2} runs, but its "
                                         "owner is destroyed in {3}; destroy it on the loop"};
static constexpr Message kCrossesShards{"'{0}' belongs to this shard but is copied to others, "
                                        "which use and release it; send them what it holds"};
static constexpr Message kTimerStarts{"the timer is started here"};
static constexpr Message kMoved{"it is moved to its thread here"};

namespace {

constexpr std::string_view kName = "loop-foreign-thread-destruction";

class ForeignEnds {
  public:
    ForeignEnds(const Analysis& analysis, std::vector<Finding>& findings)
        : program_(analysis.program),
          models_(analysis.models),
          engine_(analysis.engine()),
          contexts_(engine_.contexts),
          ends_(analysis.ends()),
          uses_(analysis.uses()),
          firstStarts_(analysis.firstStarts()),
          findings_(findings) {}

    void run() {
        for (const FunctionFact* function : program_.functions()) {
            told_.clear();
            for (const End& end : ends_.of(*function))
                if (end.kind != EndKind::Call && end.kind != EndKind::Free && !end.isDetach)
                    visit(*function, end);
            for (const End& end : ends_.erasedIn(*function)) visit(*function, end);
            for (uint32_t i = 0; i < function->events().size(); ++i) visitShards(*function, i);
        }
        for (const Use& use : uses_) visitUse(use);
    }

  private:
    void visit(const FunctionFact& function, const End& end);
    void visitThreadBound(const FunctionFact& function, const End& end, const BoundType& type);
    void visitLoopBound(const FunctionFact& function, const End& end, const BoundType& type);
    void visitShards(const FunctionFact& function, uint32_t index);
    /// An operation that is part of a destructor.
    void visitUse(const Use& use);
    bool isWhileRunning(const FunctionFact& function, uint32_t event, const Context& context,
                        ObjectId loop) const;
    const Operation* endingOf(const BoundType& type) const;
    bool isUsedIn(const Context& home, ObjectId object) const;
    void indexCalls() const;
    /// Where a timer of the object is started that is never stopped; null if nowhere.
    const Event* timerOf(ObjectId object) const;
    bool isPartOf(ObjectId part, ObjectId whole) const;
    bool isEverStopped(ObjectId timer) const;
    bool isOwnHandler(const FunctionFact& function, ObjectId timer) const;
    std::string nameOf(const FunctionFact& function, const End& end) const;
    Finding& report(const FunctionFact& function, const End& end, const Context& context,
                    std::string message);

    const Program& program_;
    const Models& models_;
    const Engine& engine_;
    const Contexts& contexts_;
    const Ends& ends_;
    const std::vector<Use>& uses_;
    const FirstStarts& firstStarts_;
    std::vector<Finding>& findings_;
    std::unordered_set<ObjectId> told_; // of one function
    mutable std::unordered_map<ObjectId, std::vector<Site>> calls_;
};

void ForeignEnds::visit(const FunctionFact& function, const End& end) {
    if (end.what.isNested || end.what.isShared || end.what.hasDeleter) return;
    if (told_.contains(end.what.object)) return; // a holder that is emptied and then dropped
    const bool isImplicit = end.kind == EndKind::Member || end.kind == EndKind::Scope;
    if (isImplicit && !ends_.emptiers(end.what.holder).empty()) return; // may be gone already
    const BoundType* type = engine_.bindings.typeOf(end.what.object);
    if (!type || type->binding == Binding::Call) return;
    if (models_.isThreadSafe(destructorOf(type->type))) return;
    if (engine_.bindings.threadBond(end.what.object)) return visitThreadBound(function, end, *type);
    if (type->binding == Binding::Argument) visitLoopBound(function, end, *type);
}

void ForeignEnds::visitThreadBound(const FunctionFact& function, const End& end,
                                   const BoundType& type) {
    const Context own = contexts_.homeOfLoop(end.what.object);
    if (own.kind != ContextKind::Loop || contexts_.isKnown(own)) return; // a thread itself
    const std::optional<Context> home = contexts_.homeOf(end.what.object);
    if (!home || !contexts_.isKnown(*home)) return;
    // A plain object of the main thread may go elsewhere; what the loop or the screen knows may
    // not.
    const bool isPlain = home->kind == ContextKind::Main && type.staticRule == StaticRule::Allowed;
    for (const Context& context : contexts_.at(function, end.event)) {
        if (context == *home || !contexts_.isKnown(context)) continue;
        const std::string name = nameOf(function, end), at = contexts_.describe(context),
                          own = contexts_.describe(*home);
        if (!isPlain && engine_.order.isWhileRunning(function, end.event, context, *home)) {
            report(function, end, context, kDestroyedThread(name, own, at));
            return;
        }
        const bool mayHaveTimer =
            isPlain || (home->kind == ContextKind::Loop && engine_.order.isStarted(*home));
        const Event* start = mayHaveTimer ? timerOf(end.what.object) : nullptr;
        if (!start) continue;
        Finding& finding = report(function, end, context, kTimerLeft(name, own, at));
        finding.notes.push_back({start->at, kTimerStarts()});
        return;
    }
}

/// The destructor as an operation: what the model says of it, or of the methods.
const Operation* ForeignEnds::endingOf(const BoundType& type) const {
    if (const Operation* operation = models_.operation(destructorOf(type.type), &type))
        return operation;
    for (Name method : type.operations)
        if (const Operation* operation = models_.operation(method, &type)) return operation;
    return nullptr;
}

/// Whether the thread that runs the loop uses the object too.
bool ForeignEnds::isUsedIn(const Context& home, ObjectId object) const {
    if (calls_.empty()) indexCalls();
    auto calls = calls_.find(object);
    if (calls == calls_.end()) return false;
    return std::any_of(calls->second.begin(), calls->second.end(), [&](const Site& site) {
        const std::vector<Context> at = contexts_.at(*site.function, site.event);
        return std::find(at.begin(), at.end(), home) != at.end();
    });
}

/// The calls on each object whose functions are not the program's.
void ForeignEnds::indexCalls() const {
    for (const FunctionFact* function : program_.functions()) {
        if (contexts_.of(*function).empty()) continue;
        for (uint32_t i = 0; i < function->events().size(); ++i) {
            const Event& event = function->events()[i];
            if (event.kind != EventKind::Call || program_.function(event.callee)) continue;
            if (event.object.is(ValueKind::Unknown)) continue;
            if (const auto object = engine_.objects.one(*function, event.object))
                calls_[*object].push_back({function, i});
        }
    }
}

void ForeignEnds::visitLoopBound(const FunctionFact& function, const End& end,
                                 const BoundType& type) {
    const std::optional<ObjectId> loop = engine_.bindings.loopOf(end.what.object);
    const Operation* ending = endingOf(type);
    if (!loop || !ending) return;
    const Context home = contexts_.homeOfLoop(*loop);
    if (!contexts_.isKnown(home) || contexts_.isRunByMany(*loop)) return;
    if (ending->isConcurrentOnly && !isUsedIn(home, end.what.object)) return;
    for (const Context& context : contexts_.at(function, end.event)) {
        if (context == home || !contexts_.isKnown(context)) continue;
        if (!engine_.order.outlives(*loop, end.what.member) &&
            !isWhileRunning(function, end.event, context, *loop))
            continue;
        report(function, end, context,
               kDestroyed(nameOf(function, end), engine_.objects[*loop].name.str(),
                          contexts_.describe(home), contexts_.describe(context)));
        return;
    }
}

bool ForeignEnds::isWhileRunning(const FunctionFact& function, uint32_t event,
                                 const Context& context, ObjectId loop) const {
    const Context home = contexts_.homeOfLoop(loop);
    return home.kind == ContextKind::Main
               ? engine_.order.isDuringRun(context, loop)
               : engine_.order.isWhileRunning(function, event, context, home);
}

void ForeignEnds::visitUse(const Use& use) {
    if (!use.operation || use.operation->home.kind != HomeKind::Bound || !use.object) return;
    const std::optional<ObjectId> loop = engine_.bindings.loopOf(*use.object);
    if (!loop || contexts_.isRunByMany(*loop)) return;
    const Context home = contexts_.homeOfLoop(*loop);
    if (!contexts_.isKnown(home)) return;
    const FunctionFact& function = *use.site.function;
    for (const Context& context : contexts_.at(function, use.site.event)) {
        if (context == home || !contexts_.isKnown(context)) continue;
        if (use.operation->isConcurrentOnly && !firstStarts_.isUsedMeanwhile(use, context, home))
            continue;
        if (!isInDestructor(engine_, models_, function, context)) continue;
        if (!isWhileRunning(function, use.site.event, context, *loop)) continue;
        const Objects& objects = engine_.objects;
        Finding& finding = findings_.emplace_back();
        finding.check = kName;
        finding.at = use.site->at;
        finding.subject = objects[*use.object].entity;
        finding.message =
            kOwnerDestroyed(objects[*use.object].name.str(), objects[*loop].name.str(),
                            contexts_.describe(home), contexts_.describe(context));
        tellHome(finding, engine_, *use.object);
        tellChain(finding, engine_, models_, function, context);
        return;
    }
}

bool ForeignEnds::isPartOf(ObjectId part, ObjectId whole) const {
    const ThreadBond* bond = engine_.bindings.threadBond(part);
    if (!bond) return false;
    if (bond->parents.size() == 1 && bond->parents[0] == whole) return true;
    const RecordFact* record = program_.record(engine_.objects[whole].record);
    if (!record || !record->isProject) return false;
    for (const Field& field : record->fields)
        for (const OwnedObject& held : ends_.with(field.entity, field.type))
            if (held.object == part && !held.isShared) return true;
    return false;
}

/// Whether a function is what the timer itself calls: a stop there may never come.
bool ForeignEnds::isOwnHandler(const FunctionFact& function, ObjectId timer) const {
    for (const FunctionFact* connector : program_.functions())
        for (const Event& event : connector->events()) {
            const Connection* connection = models_.connection(event.name);
            if (!connection || event.args.size() <= connection->signal) continue;
            if (engine_.objects.one(*connector, event.args[0]) != timer) continue;
            for (const FunctionFact* slot :
                 contexts_.callablesIn(*connector, event, {Operand::kObject}))
                if (slot == &function) return true;
        }
    return false;
}

bool ForeignEnds::isEverStopped(ObjectId timer) const {
    for (const FunctionFact* function : program_.functions())
        for (const Event& event : function->events()) {
            const std::string_view name = event.name.text();
            const bool isStop = name.ends_with("::stop") || models_.deletesAtHome(event.name);
            const bool isHandled =
                models_.deletesAtHome(event.name) ||
                std::any_of(event.args.begin(), event.args.end(), [&](const Value& arg) {
                    return arg.is(ValueKind::Function) && models_.deletesAtHome(arg.name);
                });
            if (!isStop && !isHandled) continue;
            if (!isHandled && isOwnHandler(*function, timer)) continue;
            for (ObjectId object : engine_.objects.of(*function, event.object))
                if (object == timer) return true;
            for (const Value& arg : event.args)
                for (ObjectId object : engine_.objects.of(*function, arg))
                    if (object == timer) return true;
        }
    return false;
}

const Event* ForeignEnds::timerOf(ObjectId object) const {
    for (const FunctionFact* function : program_.functions())
        for (const Event& event : function->events()) {
            if (event.kind != EventKind::Call || event.object.is(ValueKind::Unknown)) continue;
            const std::optional<ObjectId> timer = engine_.objects.one(*function, event.object);
            const BoundType* type = timer ? engine_.bindings.typeOf(*timer) : nullptr;
            if (!type || !matches(type->starts, event.name) || !isPartOf(*timer, object)) continue;
            if (!isEverStopped(*timer) && !isEverStopped(object)) return &event;
        }
    return nullptr;
}

/// A lambda that runs on other shards and copies what may not leave this one.
void ForeignEnds::visitShards(const FunctionFact& function, uint32_t index) {
    const Event& event = function.events()[index];
    const HandOver* over = event.kind == EventKind::Call ? models_.handOver(event.name) : nullptr;
    if (!over || !over->crossesShards) return;
    for (const Value& arg : event.args) {
        const FunctionFact* lambda =
            arg.is(ValueKind::Lambda) ? program_.function(arg.entity) : nullptr;
        for (const Capture& capture : lambda ? lambda->captures : List<Capture>{}) {
            const Value& of = capture.value;
            const bool isNamed = of.is(ValueKind::Variable) || of.is(ValueKind::Field);
            if (!isNamed || of.isMoved || capture.isReference) continue; // moved, or newly made
            const BoundType* bound = models_.bound(capture.type.generic);
            if (!bound || !bound->isShardBound || capture.type.held != Held::Value) continue;
            Finding& finding = findings_.emplace_back();
            finding.check = kName;
            finding.at = event.at;
            finding.subject = capture.value.entity;
            finding.message = kCrossesShards(capture.value.name.str());
            return;
        }
    }
}

std::string ForeignEnds::nameOf(const FunctionFact& function, const End& end) const {
    const Name name = end.isAfter ? Name() : function.events()[end.event].object.name;
    return name ? name.str() : engine_.objects[end.what.object].name.str();
}

Finding& ForeignEnds::report(const FunctionFact& function, const End& end, const Context& context,
                             std::string message) {
    told_.insert(end.what.object);
    Finding& finding = findings_.emplace_back();
    finding.check = kName;
    finding.at = end.at;
    finding.subject = end.what.holder ? end.what.holder : engine_.objects[end.what.object].entity;
    finding.message = std::move(message);
    const ThreadBond* bond = engine_.bindings.threadBond(end.what.object);
    if (bond && !bond->moves.empty())
        finding.notes.push_back({bond->moves.front()->at, kMoved()});
    else
        tellHome(finding, engine_, end.what.object);
    tellChain(finding, engine_, models_, function, context);
    return finding;
}

void run(const Analysis& analysis, std::vector<Finding>& findings) {
    ForeignEnds(analysis, findings).run();
}

} // namespace

extern constinit const Check foreignThreadDestruction = {
    .name = "loop-foreign-thread-destruction",
    .title = "an object is destroyed in another thread than the one that runs its loop",
    .options = {},
    .run = run};

} // namespace looplint
