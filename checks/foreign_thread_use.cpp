// An operation on a loop-bound object runs in a thread that is proven to be another than the one
// that the object belongs to, while that one runs.

#include "analysis/check.h"
#include "analysis/first_starts.h"
#include "analysis/instances.h"
#include "analysis/left_behind.h"
#include "analysis/shared_uses.h"
#include "analysis/story.h"
#include "analysis/strand_halves.h"
#include "analysis/uses.h"

#include <algorithm>

namespace looplint {

static constexpr Message kForeignUse{"'{0}' belongs to the loop '{1}', which {2} runs, but is used "
                                     "here in {3}; hand the call over to the loop"};
static constexpr Message kForeignThread{"'{0}' belongs to {1} but is used here in {2}; hand the "
                                        "call over to its thread"};
static constexpr Message kLeftBehind{"'{0}' belongs to {1} but is used here in {2}, to which the "
                                     "'{3}' that it is a member of was moved; give it 'this' as "
                                     "its parent, so that it moves along"};
static constexpr Message kMovedHere{"'{0}' is moved here"};
static constexpr Message kRunElsewhere{"'{0}' is built in {1}, which must run it, but runs here in "
                                       "{2}; build it in the thread that runs it"};
static constexpr Message kPulled{"'{0}' belongs to {1} but is moved to another thread here in {2}; "
                                 "only its own thread may move it"};
static constexpr Message kNotAtHome{"'{0}' may only be called in {1} but is called here in {2}"};
static constexpr Message kNoLoop{"'{0}' may only be called in a thread that runs a loop of "
                                 "'{1}', but is called here in {2}"};

static constexpr Message kUsedToo{"it is used here too"};
static constexpr Message kShared{"'{0}' is used here and in another handler of the loop '{1}', "
                                 "which several threads run; put both on one strand"};
static constexpr Message kOffStrand{"this handler is on no strand"};
static constexpr Message kAtOnce{"this one may run at the same time"};
static constexpr Message kOtherHandler{"the other handler uses it here"};

namespace {

class ForeignUses {
  public:
    ForeignUses(const Analysis& analysis, std::vector<Finding>& findings)
        : program_(analysis.program),
          models_(analysis.models),
          engine_(analysis.engine()),
          contexts_(engine_.contexts),
          instances_(analysis.instances()),
          firstStarts_(analysis.firstStarts()),
          findings_(findings),
          uses_(analysis.uses()) {}

    void run() {
        for (const Use& use : uses_)
            if (use.operation) visit(use);
        for (ObjectId object = 0; object < engine_.objects.size(); ++object) visitMove(object);
        std::set<ObjectId> told;
        for (const SharedUse& shared : sharedUses(program_, models_, engine_, uses_)) {
            report(shared);
            told.insert(*shared.use->object);
        }
        for (const StrandHalf& half : strandHalves(program_, models_, engine_, instances_, uses_))
            if (told.insert(*half.use->object).second) report(half);
    }

  private:
    void visit(const Use& use);
    void visitBound(const Use& use);
    void visitThreadBound(const Use& use);
    void visitMove(ObjectId object);
    void visitRun(const Use& use);
    void visitStart(const Use& use);
    bool isOperand(const Use& use) const;
    bool isRunMeanwhile(const Use& use, const Context& context, Name library) const;
    void visitLibrary(const Use& use, Name library);
    void visitHome(const Use& use);
    bool isWhileHomeRuns(const Use& use, const Context& context, const Context& home,
                         ObjectId loop) const;
    /// Whether the use is in a handler that `home` and `context` both run, each for objects of its
    /// own as far as is known.
    bool isInHandlerOfBoth(const Use& use, const Context& context, const Context& home) const;
    /// Whether the way to the use takes one case of a switch in a function that `home` runs too: a
    /// machine of states, of which each thread may have its own.
    bool isInCaseOfBoth(const Use& use, const Context& context, const Context& home) const;
    /// One finding for all uses of an object in a function: the first, with notes on the others.
    Finding& report(const Use& use, const Context& context, std::string message);
    void report(const Use& use, const Context& context, const Context& home,
                const LeftBehind& left);
    void report(const SharedUse& shared);
    void report(const StrandHalf& half);

    const Program& program_;
    const Models& models_;
    const Engine& engine_;
    const Contexts& contexts_;
    const Instances& instances_;
    const FirstStarts& firstStarts_;
    std::vector<Finding>& findings_;
    const std::vector<Use>& uses_;
    /// The findings, by object, function and context.
    std::map<std::tuple<ObjectId, const FunctionFact*, Context>, size_t> reported_;
};

void ForeignUses::visit(const Use& use) {
    switch (use.operation->home.kind) {
    case HomeKind::Bound:
        if (!use.object) return;
        return engine_.bindings.threadBond(*use.object) ? visitThreadBound(use) : visitBound(use);
    case HomeKind::Library:
        return visitLibrary(use, use.operation->home.name);
    default:
        return visitHome(use);
    }
}

bool ForeignUses::isWhileHomeRuns(const Use& use, const Context& context, const Context& home,
                                  ObjectId loop) const {
    const Object& of = engine_.objects[loop];
    if (of.kind == ObjectKind::Default && models_.isMainLoop(of.name)) return true;
    if (home.kind == ContextKind::Main) return engine_.order.isDuringRun(context, loop);
    return engine_.order.isWhileRunning(*use.site.function, use.site.event, context, home);
}

bool ForeignUses::isInHandlerOfBoth(const Use& use, const Context& context,
                                    const Context& home) const {
    if (instances_.isOnly(*use.object)) return false;
    const auto isHandedOver = [&](const Step& step) {
        return step.function && models_.handOver(step.function->events()[step.event].name);
    };
    const FunctionFact* entered = use.site.function;
    Context in = context;
    const std::vector<Step> chain = contexts_.chain(*entered, context);
    for (auto step = chain.rbegin(); step != chain.rend();
         in = step->from, entered = step++->function) {
        if (!isHandedOver(*step) || in == home) continue;
        const auto& contexts = contexts_.of(*entered);
        const auto atHome = contexts.find(home);
        if (atHome != contexts.end() && isHandedOver(atHome->second)) return true;
    }
    return false;
}

/// The blocks that can be reached from one, on ways that avoid another.
static std::vector<bool> reachedFrom(const FunctionFact& function, uint32_t start, uint32_t avoid) {
    std::vector<bool> reached(function.blocks().size());
    std::vector<uint32_t> open{start};
    reached[start] = true;
    while (!open.empty()) {
        const Block& block = function.blocks()[open.back()];
        open.pop_back();
        for (uint32_t next : block.successors) {
            if (next == avoid || reached[next]) continue;
            reached[next] = true;
            open.push_back(next);
        }
    }
    return reached;
}

/// Whether an event runs in one case of a switch only.
static bool isInCase(const FunctionFact& function, uint32_t event) {
    const auto& blocks = function.blocks();
    uint32_t at = 0;
    while (at < blocks.size() && !(blocks[at].begin <= event && event < blocks[at].end)) ++at;
    for (uint32_t branch = 0; at < blocks.size() && branch < blocks.size(); ++branch) {
        if (blocks[branch].successors.size() <= 2 || branch == at) continue;
        if (branch != 0 && reachedFrom(function, 0, branch)[at]) continue;
        const std::vector<bool> others = reachedFrom(function, branch, at);
        for (uint32_t end = 0; end < blocks.size(); ++end)
            if (others[end] && blocks[end].successors.empty()) return true;
    }
    return false;
}

bool ForeignUses::isInCaseOfBoth(const Use& use, const Context& context,
                                 const Context& home) const {
    std::vector<Step> steps = contexts_.chain(*use.site.function, context);
    steps.push_back({use.site.function, use.site.event, context});
    return std::any_of(steps.begin(), steps.end(), [&](const Step& step) {
        return contexts_.of(*step.function).contains(home) && isInCase(*step.function, step.event);
    });
}

void ForeignUses::visitBound(const Use& use) {
    std::optional<ObjectId> loop = engine_.bindings.loopOf(*use.object);
    const bool isLoop = engine_.objects[*use.object].kind == ObjectKind::Default ||
                        !contexts_.runners(*use.object).empty();
    if (!loop && isLoop) loop = use.object;
    if (!loop) return;
    const Context home = contexts_.homeOfLoop(*loop);
    if (!contexts_.isKnown(home) || contexts_.isRunByMany(*loop)) return;
    for (const Context& context : contexts_.at(*use.site.function, use.site.event)) {
        if (context == home || !contexts_.isKnown(context)) continue;
        if (use.operation->isConcurrentOnly && !firstStarts_.isUsedMeanwhile(use, context, home))
            continue;
        if (isInDestructor(engine_, models_, *use.site.function, context)) continue;
        if (!isWhileHomeRuns(use, context, home, *loop)) continue;
        if (isInHandlerOfBoth(use, context, home) || isInCaseOfBoth(use, context, home)) continue;
        const Objects& objects = engine_.objects;
        report(use, context,
               kForeignUse(objects[*use.object].name.str(), objects[*loop].name.str(),
                           contexts_.describe(home), contexts_.describe(context)));
        return;
    }
}

/// A loop that must run in the thread it was built in.
void ForeignUses::visitRun(const Use& use) {
    const std::optional<Context> birth = contexts_.birthOf(*use.object);
    if (!birth) return;
    for (const Context& context : contexts_.at(*use.site.function, use.site.event)) {
        if (context == *birth || !contexts_.isKnown(context)) continue;
        report(use, context,
               kRunElsewhere(engine_.objects[*use.object].name.str(), contexts_.describe(*birth),
                             contexts_.describe(context)));
        return;
    }
}

void ForeignUses::visitThreadBound(const Use& use) {
    if (models_.runsLoop(use.site->name)) return visitRun(use);
    const std::optional<Context> home = contexts_.homeOf(*use.object);
    if (!home || !contexts_.isKnown(*home)) return visitStart(use);
    for (const Context& context : contexts_.at(*use.site.function, use.site.event)) {
        if (context == *home || !contexts_.isKnown(context)) continue;
        if (isInDestructor(engine_, models_, *use.site.function, context)) continue;
        if (!engine_.order.isWhileRunning(*use.site.function, use.site.event, context, *home))
            continue;
        const auto left = leftBehind(program_, engine_, *use.object, *use.site.function, context);
        if (left) return report(use, context, *home, *left);
        report(use, context,
               kForeignThread(engine_.objects[*use.object].name.str(), contexts_.describe(*home),
                              contexts_.describe(context)));
        return;
    }
}

/// moveToThread() in another thread than the one that the object was built in: it stays there.
void ForeignUses::visitMove(ObjectId object) {
    const ThreadBond* bond = engine_.bindings.threadBond(object);
    if (!bond || bond->moves.size() != 1 || !bond->parents.empty()) return;
    const std::optional<Context> birth = contexts_.builtIn(*bond);
    const Use use{.site = bond->moves[0], .object = object};
    if (!birth) return;
    for (const Context& context : contexts_.at(*use.site.function, use.site.event)) {
        if (context == *birth || !contexts_.isKnown(context)) continue;
        report(use, context,
               kPulled(engine_.objects[object].name.str(), contexts_.describe(*birth),
                       contexts_.describe(context)));
        return;
    }
}

/// A timer that is started where nothing will ever run it.
void ForeignUses::visitStart(const Use& use) {
    const BoundType* type = engine_.bindings.typeOf(*use.object);
    if (type && type->needsLoop && matches(type->starts, use.site->name))
        visitLibrary(use, type->library);
}

/// An operation with an operand is one if that is a callable: QTimer::singleShot(0, f).
bool ForeignUses::isOperand(const Use& use) const {
    if (!use.operation || use.operation->object.isObject() || use.operation->object.isNone())
        return true;
    return use.object && engine_.objects[*use.object].kind == ObjectKind::Callable;
}

/// Whether another thread runs the library's loop while the main thread does this.
bool ForeignUses::isRunMeanwhile(const Use& use, const Context& context, Name library) const {
    const std::optional<Context> runner = contexts_.soleRunner(library);
    return runner && runner->kind != ContextKind::Main &&
           engine_.order.isWhileRunning(*use.site.function, use.site.event, context, *runner);
}

void ForeignUses::visitLibrary(const Use& use, Name library) {
    if (!isOperand(use)) return;
    for (const Context& context : contexts_.at(*use.site.function, use.site.event)) {
        if (!contexts_.isKnown(context) || contexts_.runsLibrary(context, library)) continue;
        if (context.kind == ContextKind::Main && !isRunMeanwhile(use, context, library)) continue;
        report(use, context,
               kNoLoop(use.site->name.str(), library.str(), contexts_.describe(context)));
        return;
    }
}

void ForeignUses::visitHome(const Use& use) {
    const Context home = contexts_.homeOf(use.operation->home);
    for (const Context& context : contexts_.at(*use.site.function, use.site.event)) {
        if (context == home || !contexts_.isKnown(context)) continue;
        report(use, context,
               kNotAtHome(use.site->name.str(), contexts_.describe(home),
                          contexts_.describe(context)));
        return;
    }
}

Finding& ForeignUses::report(const Use& use, const Context& context, std::string message) {
    if (use.object) {
        const auto [known, isNew] =
            reported_.try_emplace({*use.object, use.site.function, context}, findings_.size());
        if (!isNew) {
            findings_[known->second].notes.push_back({use.site->at, kUsedToo()});
            return findings_[known->second];
        }
    }
    Finding& finding = findings_.emplace_back();
    finding.check = "loop-foreign-thread-use";
    finding.at = use.site->at;
    finding.subject = use.object ? engine_.objects[*use.object].entity : use.site.function->entity;
    if (!finding.subject) finding.subject = use.site.function->entity;
    finding.message = std::move(message);
    if (use.object) tellHome(finding, engine_, *use.object);
    tellChain(finding, engine_, models_, *use.site.function, context);
    return finding;
}

void ForeignUses::report(const Use& use, const Context& context, const Context& home,
                         const LeftBehind& left) {
    Finding& finding =
        report(use, context,
               kLeftBehind(engine_.objects[*use.object].name.str(), contexts_.describe(home),
                           contexts_.describe(context), left.whole.str()));
    if (finding.wantsParent) return; // told before
    finding.wantsParent = true;
    finding.notes.push_back({left.move->at, kMovedHere(left.whole.str())});
}

void ForeignUses::report(const SharedUse& shared) {
    const Use& use = *shared.use;
    const Objects& objects = engine_.objects;
    Finding& finding =
        report(use, shared.context,
               kShared(objects[*use.object].name.str(), objects[shared.loop].name.str()));
    finding.notes.push_back({shared.other->site->at, kOtherHandler()});
}

void ForeignUses::report(const StrandHalf& half) {
    const Use& use = *half.use;
    const Objects& objects = engine_.objects;
    Finding& finding = report(
        use, half.context, kShared(objects[*use.object].name.str(), objects[half.loop].name.str()));
    finding.notes.push_back({half.handedOver->at, kOffStrand()});
    finding.notes.push_back({half.other->at, kAtOnce()});
}

void run(const Analysis& analysis, std::vector<Finding>& findings) {
    ForeignUses(analysis, findings).run();
}

} // namespace

extern constinit const Check foreignThreadUse = {
    .name = "loop-foreign-thread-use",
    .title = "an object is used in another thread than the one that runs its loop",
    .options = {},
    .run = run};

} // namespace looplint
