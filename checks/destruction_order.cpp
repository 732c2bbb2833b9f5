// An object dies after the loop that it is bound to, or a loop dies while a thread may still be
// running it.

#include "analysis/after_application.h"
#include "analysis/check.h"
#include "analysis/dead_statics.h"
#include "analysis/ends.h"
#include "analysis/flow.h"
#include "analysis/holders.h"
#include "analysis/instances.h"
#include "analysis/may_wait.h"
#include "analysis/short_lived.h"
#include "analysis/static_ends.h"
#include "analysis/still_running.h"
#include "analysis/story.h"

#include <algorithm>
#include <set>

namespace looplint {

static constexpr Message kMemberOrder{"'{0}' is bound to the loop '{1}', a member that is "
                                      "destroyed before it; declare '{1}' before '{0}'"};
static constexpr Message kBaseOrder{"the loop '{0}' is a member, built after the base class whose "
                                    "'{1}' is bound to it, and destroyed before it; keep the loop "
                                    "in a base class that comes first"};
static constexpr Message kScopeOrder{"'{0}' is bound to the loop '{1}', which is destroyed before "
                                     "it; make '{0}' after the loop, or end its life first"};
static constexpr Message kFreedFirst{"the loop '{0}' is freed here while '{1}' is still bound to "
                                     "it; end the life of '{1}' first"};
static constexpr Message kStaticOrder{"static '{0}' is bound to the loop '{1}', which is destroyed "
                                      "before it; empty '{0}' while the loop is there"};
static constexpr Message kStaticUnordered{"static '{0}' is bound to the loop '{1}', a static of "
                                          "another unit, which may be destroyed before it; empty "
                                          "'{0}' while the loop is there"};
static constexpr Message kDeadStatic{"function-local static '{0}' is destroyed before '{1}', whose "
                                     "destructor still uses it; never destroy '{0}', or use it in "
                                     "the constructor of '{1}' too"};
static constexpr Message kUserDies{"'{0}' is destroyed here, and uses it"};
static constexpr Message kAfterApplication{
    "'{0}' is destroyed after the {1} that it needs; declare "
    "it after the application, or end its life first"};
static constexpr Message kDetached{"the thread that runs the loop '{0}' is let go here, and may "
                                   "still run the loop when it is destroyed; stop the loop and "
                                   "join the thread"};
static constexpr Message kStillRun{"the loop '{0}' is destroyed here while {1} may still run it; "
                                   "stop the loop and join the thread first"};
static constexpr Message kThreadRuns{"the thread '{0}' is destroyed here while it may still run; "
                                     "let it quit and wait for it first"};
static constexpr Message kLocalHandle{"'{0}' is a local of '{1}', but the loop still has it when "
                                      "the function returns; keep it until its close callback"};
static constexpr Message kDeletedHandle{"'{0}' is closed here, which the loop does later, and its "
                                        "memory is freed at once; free it in the close callback"};
static constexpr Message kFreedHere{"it is freed here"};
static constexpr Message kApplicationDies{"the application dies here"};
static constexpr Message kLoopDies{"the loop dies here"};
static constexpr Message kLoopHere{"the loop"};
static constexpr Message kObjectDies{"'{0}' dies here"};

namespace {

class DestructionOrder {
  public:
    DestructionOrder(const Analysis& analysis, std::vector<Finding>& findings)
        : program_(analysis.program),
          models_(analysis.models),
          engine_(analysis.engine()),
          ends_(analysis.ends()),
          waits_(analysis.program, analysis.models),
          stillRunning_(program_, models_, engine_, analysis.instances()),
          findings_(findings) {}

    void run() {
        noteMembers();
        for (const FunctionFact* function : program_.functions()) {
            if (ends_.of(*function).empty()) continue;
            visitPairs(*function);
            visitApplication(*function);
            visitRunning(*function);
            visitMembers(*function);
            visitDetached(*function);
        }
        visitStatics();
        for (const ShortLived& handle : shortLivedHandles(program_, models_, engine_))
            visitHandle(handle);
    }

  private:
    /// An object bound to a loop, by where it is kept.
    struct Kept {
        OwnedObject what;
        Name record; // the class whose member holds it
        const Field* field;
    };

    void noteMembers();
    void visitPairs(const FunctionFact& function);
    void visitApplication(const FunctionFact& function);
    void visitMembers(const FunctionFact& function);
    void visitRunning(const FunctionFact& function);
    void visitDetached(const FunctionFact& function);
    void visitStatics();
    void visitHandle(const ShortLived& handle);

    /// The end of an object of `loop` that comes after the end of the loop; null if none.
    const End* laterEnd(const FunctionFact& function, const End& loop) const;
    /// Where the loop that a thread is let go with ends after that; null if nowhere.
    const End* endOfLoop(const FunctionFact& function, const End& detach) const;
    bool isAlreadyGone(const FunctionFact& function, const End& object, const End& loop) const;
    bool isRunBetween(const FunctionFact& function, const End& loop, const End& object) const;

    std::string nameOf(const FunctionFact& function, const End& end) const;
    Finding& add(Location at, ObjectId subject, const Entity& holder, std::string message);
    void report(const FunctionFact& function, const End& loop, const End& object);
    void reportDetach(const End& detach, Location end);

    const Program& program_;
    const Models& models_;
    const Engine& engine_;
    const Ends& ends_;
    MayWait waits_;
    const StillRunning stillRunning_;
    std::vector<Finding>& findings_;
    std::unordered_map<ObjectId, std::vector<Kept>> kept_; // by loop
};

/// The members that are bound to each loop and surely still are when it dies.
void DestructionOrder::noteMembers() {
    for (const RecordFact* record : program_.records())
        for (const Field& field : record->fields)
            for (const OwnedObject& what : ends_.with(field.entity, field.type)) {
                const std::optional<ObjectId> loop = engine_.bindings.loopOf(what.object);
                if (loop && what.isReleased && ends_.emptiers(what.holder).empty())
                    kept_[*loop].push_back({what, record->key, &field});
            }
}

void DestructionOrder::visitPairs(const FunctionFact& function) {
    std::set<ObjectId> told;
    for (const End& end : ends_.of(function)) {
        const ObjectId loop = end.what.object;
        if (end.what.isShared || told.contains(loop)) continue;
        if (ends_.isOneOfSeveral(function, end)) continue;
        if (end.isDetach) {
            const End* death = endOfLoop(function, end);
            if (!death) continue;
            reportDetach(end, death->at);
        } else if (engine_.bindings.isLoop(loop)) {
            const End* object = laterEnd(function, end);
            if (!object) continue;
            report(function, end, *object);
        } else {
            continue;
        }
        told.insert(loop);
    }
}

const End* DestructionOrder::laterEnd(const FunctionFact& function, const End& loop) const {
    for (const End& object : ends_.of(function)) {
        if (!object.what.isReleased || object.what.object == loop.what.object) continue;
        if (!mayFollow(function, loop.event, object.event)) continue;
        if (engine_.bindings.loopOf(object.what.object) != loop.what.object) continue;
        if (isAlreadyGone(function, object, loop)) continue;
        if (!isRunBetween(function, loop, object)) return &object;
    }
    return nullptr;
}

/// Whether the object may have died before the loop: in this function, or anywhere, if its holder
/// is emptied in another one.
bool DestructionOrder::isAlreadyGone(const FunctionFact& function, const End& object,
                                     const End& loop) const {
    for (const End& end : ends_.of(function)) {
        const bool isBefore = end.event == loop.event || mayFollow(function, end.event, loop.event);
        if (end.what.object == object.what.object && isBefore) return true;
    }
    const auto& emptiers = ends_.emptiers(object.what.holder);
    return std::any_of(emptiers.begin(), emptiers.end(),
                       [&](const FunctionFact* emptier) { return emptier != &function; });
}

/// uv_loop_close() fails while handles are open: a loop that is run again is not closed yet.
bool DestructionOrder::isRunBetween(const FunctionFact& function, const End& loop,
                                    const End& object) const {
    if (loop.kind != EndKind::Free) return false;
    for (uint32_t i = 0; i < function.events().size(); ++i)
        if (models_.runsLoop(function.events()[i].name) && mayFollow(function, loop.event, i))
            return true;
    return object.event == loop.event;
}

const End* DestructionOrder::endOfLoop(const FunctionFact& function, const End& detach) const {
    for (const End& end : ends_.of(function)) {
        if (end.isDetach || end.what.isShared || end.what.object != detach.what.object) continue;
        if (!mayFollow(function, detach.event, end.event)) continue;
        if (!waits_.between(function, detach.event, end.event)) return &end;
    }
    return nullptr;
}

void DestructionOrder::visitRunning(const FunctionFact& function) {
    for (const End& end : ends_.of(function)) {
        if (end.isDetach || end.kind == EndKind::Call || end.what.isNested || end.what.isShared)
            continue;
        const Event& event = function.events()[end.event];
        const Operation* operation = models_.operation(event.name);
        if (end.kind == EndKind::Free && operation && operation->unlessCalled.empty()) continue;
        if (end.kind != EndKind::Free && engine_.order.mayJoin(event)) continue;
        if (ends_.isThreadGone(function, end.event)) continue;
        const std::optional<Context> runner = stillRunning_.at(function, end);
        if (!runner) continue;
        const std::string name = nameOf(function, end);
        const bool isThread = runner->kind == ContextKind::Loop;
        const bool isLocal = end.kind == EndKind::Scope;
        Finding& finding =
            add(isLocal ? declarationOf(function, end) : event.at, end.what.object, end.what.holder,
                isThread ? kThreadRuns(name) : kStillRun(name, engine_.contexts.describe(*runner)));
        if (!isThread)
            for (const auto& [context, run] : engine_.contexts.runners(end.what.object))
                finding.notes.push_back({run.function->events()[run.event].at, "it is run here"});
        if (isLocal) finding.notes.push_back({event.at, kLoopDies()});
        return;
    }
}

/// What needs the application object, in a smart pointer that was declared before it.
void DestructionOrder::visitApplication(const FunctionFact& function) {
    for (const auto& [application, end] : endsAfterApplication(function, models_, engine_, ends_)) {
        Finding& finding =
            add(declarationOf(function, *end), end->what.object, end->what.holder,
                kAfterApplication(nameOf(function, *end), application->type.generic.str()));
        finding.notes.push_back({application->at, kApplicationDies()});
    }
}

/// A loop that is freed in an ordinary method while another member is bound to it.
void DestructionOrder::visitMembers(const FunctionFact& function) {
    const Name self = engine_.objects.selfOf(function);
    if (!self || function.name.text().find("::~") != std::string::npos) return;
    for (const End& loop : ends_.of(function)) {
        const bool isFreed = loop.kind == EndKind::Drop || loop.kind == EndKind::Delete;
        if (!isFreed || loop.what.isShared || loop.what.isNested) continue;
        if (ends_.isOneOfSeveral(function, loop)) continue;
        auto kept = kept_.find(loop.what.object);
        if (kept == kept_.end()) continue;
        for (const Kept& member : kept->second) {
            const auto isSame = [&](const End& end) {
                return end.what.object == member.what.object;
            };
            const auto& ends = ends_.of(function);
            if (member.record != self || std::any_of(ends.begin(), ends.end(), isSame)) continue;
            Finding& finding = add(loop.at, member.what.object, member.what.holder,
                                   kFreedFirst(nameOf(function, loop), member.field->name.str()));
            tellHome(finding, engine_, member.what.object);
            return;
        }
    }
}

/// A thread that is let go when it is started, and a destructor that does not wait for it.
void DestructionOrder::visitDetached(const FunctionFact& function) {
    for (const End& detach : ends_.of(function)) {
        if (!detach.isDetach || detach.kind == EndKind::Call) continue;
        if (endOfLoop(function, detach)) continue;
        const Name self = engine_.objects.selfOf(function);
        const RecordFact* record = program_.record(self);
        const FunctionFact* destructor = record ? program_.function(record->destructor) : nullptr;
        if (!destructor || destructor == &function) continue;
        if (engine_.contexts.of(*destructor).empty()) continue;
        if (waits_.between(*destructor, UINT32_MAX, UINT32_MAX)) continue;
        for (const End& end : ends_.of(*destructor)) {
            const bool isLoop = end.what.object == detach.what.object && !end.isDetach;
            if (!isLoop || end.kind != EndKind::Member || end.what.isShared) continue;
            return reportDetach(detach, end.at);
        }
    }
}

void DestructionOrder::visitStatics() {
    for (const StaticEnd& end : staticsAfterTheirLoop(program_, models_, engine_, ends_)) {
        const VariableFact& holder = *end.holder;
        Finding& finding = add(holder.at, end.object, holder.entity,
                               (end.isUnordered ? kStaticUnordered : kStaticOrder)(
                                   holder.name.str(), engine_.objects[end.loop].name.str()));
        tellHome(finding, engine_, end.object);
        finding.notes.push_back({end.loopDies, end.isUnordered ? kLoopHere() : kLoopDies()});
    }
    for (const DeadStatic& dead : usesOfDeadStatics(program_, models_, engine_)) {
        const VariableFact &local = *dead.local, &user = *dead.user;
        Finding& finding = findings_.emplace_back();
        finding.check = "loop-destruction-order";
        finding.at = local.at;
        finding.subject = local.entity;
        finding.message = kDeadStatic(local.name.str(), user.name.str());
        finding.notes.push_back({dead.destructor->at, kUserDies(user.name.str())});
    }
}

void DestructionOrder::visitHandle(const ShortLived& handle) {
    const FunctionFact& function = *handle.function;
    Finding& finding = findings_.emplace_back();
    finding.check = "loop-destruction-order";
    finding.at = function.events()[handle.bound].at;
    finding.subject = handle.handle.entity;
    const std::string name = handle.handle.name.str();
    finding.message =
        handle.deleted ? kDeletedHandle(name) : kLocalHandle(name, function.name.str());
    if (handle.deleted)
        finding.notes.push_back({function.events()[*handle.deleted].at, kFreedHere()});
}

std::string DestructionOrder::nameOf(const FunctionFact& function, const End& end) const {
    const Event& event = function.events()[end.event];
    const Value& value =
        end.kind == EndKind::Free && !event.args.empty() ? event.args[0] : event.object;
    return end.kind != EndKind::Call && value.name ? value.name.str()
                                                   : engine_.objects[end.what.object].name.str();
}

Finding& DestructionOrder::add(Location at, ObjectId subject, const Entity& holder,
                               std::string message) {
    Finding& finding = findings_.emplace_back();
    finding.check = "loop-destruction-order";
    finding.at = at;
    finding.subject = holder ? holder : engine_.objects[subject].entity;
    finding.message = std::move(message);
    return finding;
}

void DestructionOrder::report(const FunctionFact& function, const End& loop, const End& object) {
    const Object& bound = engine_.objects[object.what.object];
    if (loop.kind == EndKind::Member && object.kind == EndKind::Call) { // the base's destructor
        Finding& finding = add(loop.at, object.what.object, object.what.holder,
                               kBaseOrder(nameOf(function, loop), bound.name.str()));
        return tellHome(finding, engine_, object.what.object);
    }
    const bool isInCallee = loop.kind == EndKind::Call;
    const std::string loopName = nameOf(function, loop),
                      name = isInCallee ? bound.name.str() : nameOf(function, object);
    const bool isImplicit = loop.kind == EndKind::Member || loop.kind == EndKind::Scope;
    const Location at = isImplicit ? declarationOf(function, object) : loop.at;
    std::string message = loop.kind == EndKind::Member  ? kMemberOrder(name, loopName)
                          : loop.kind == EndKind::Scope ? kScopeOrder(name, loopName)
                                                        : kFreedFirst(loopName, name);
    const Entity subject = isInCallee ? bound.entity : object.what.holder;
    Finding& finding = add(at, object.what.object, subject, std::move(message));
    tellHome(finding, engine_, object.what.object);
    finding.notes.push_back(isImplicit ? Note{loop.at, kLoopDies()}
                                       : Note{object.at, kObjectDies(name)});
}

void DestructionOrder::reportDetach(const End& detach, Location end) {
    const Object& loop = engine_.objects[detach.what.object];
    Finding& finding = add(detach.at, detach.what.object, loop.entity, kDetached(loop.name.str()));
    for (const auto& [context, run] : engine_.contexts.runners(detach.what.object))
        finding.notes.push_back({run.function->events()[run.event].at, "it is run here"});
    finding.notes.push_back({end, kLoopDies()});
}

void run(const Analysis& analysis, std::vector<Finding>& findings) {
    DestructionOrder(analysis, findings).run();
}

} // namespace

extern constinit const Check destructionOrder = {
    .name = "loop-destruction-order",
    .title = "an object dies after its loop, or a loop while it runs",
    .options = {},
    .run = run};

} // namespace looplint
