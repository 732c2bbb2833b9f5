// An operation on a loop-bound object runs in a thread that is proven to be another than the one
// that runs the object's loop, while that loop runs.

#include "analysis/check.h"
#include "analysis/contexts.h"
#include "analysis/order.h"

namespace looplint {

static constexpr Message kForeignUse{"'{0}' belongs to the loop '{1}', which {2} runs, but is used "
                                     "here in {3}; hand the call over to the loop"};
static constexpr Message kRunHere{"the loop '{0}' is run here, in {1}"};
static constexpr Message kStartedHere{"the thread is started here"};
static constexpr Message kCalledHere{"called from here"};

namespace {

class ForeignUses {
  public:
    ForeignUses(const Analysis& analysis, std::vector<Finding>& findings)
        : program_(analysis.program),
          models_(analysis.models),
          objects_(program_, models_),
          contexts_(program_, models_, objects_),
          order_(program_, models_, contexts_),
          findings_(findings) {}

    void run() {
        collect();
        for (const Use& use : uses_) visit(use);
    }

  private:
    struct Use {
        const FunctionFact* function;
        uint32_t event;
        Object object;
        bool isConcurrentOnly;
    };

    void collect();
    void visit(const Use& use);
    /// Whether the thread that runs the loop uses the object too.
    bool isUsedIn(const Context& home, const Object& object) const;
    void report(const Use& use, const Object& loop, const Context& context);

    const Program& program_;
    const Models& models_;
    Objects objects_;
    Contexts contexts_;
    Order order_;
    std::vector<Finding>& findings_;
    std::vector<Use> uses_;
};

void ForeignUses::collect() {
    for (const FunctionFact* function : program_.functions())
        for (uint32_t i = 0; i < function->events.size(); ++i) {
            const Operation* operation = models_.operation(function->events[i].name);
            const Value* value =
                operation ? operandOf(function->events[i], operation->object) : nullptr;
            const std::optional<Object> object =
                value ? objects_.one(*function, *value) : std::nullopt;
            if (object) uses_.push_back({function, i, *object, operation->isConcurrentOnly});
        }
}

bool ForeignUses::isUsedIn(const Context& home, const Object& object) const {
    for (const Use& use : uses_)
        if (use.object == object && contexts_.of(*use.function).contains(home)) return true;
    return false;
}

void ForeignUses::visit(const Use& use) {
    const std::optional<Object> loop = contexts_.loopOf(use.object);
    if (!loop || contexts_.runners(*loop).size() != 1) return;
    const Context& home = contexts_.runners(*loop).begin()->first;
    if (use.isConcurrentOnly && !isUsedIn(home, use.object)) return;
    for (const auto& [context, step] : contexts_.of(*use.function))
        if (!(context == home) && order_.isWhileRunning(*use.function, use.event, context, *loop))
            return report(use, *loop, context);
}

void ForeignUses::report(const Use& use, const Object& loop, const Context& context) {
    const auto& [home, run] = *contexts_.runners(loop).begin();
    Finding& finding = findings_.emplace_back();
    finding.check = "loop-foreign-thread-use";
    finding.at = use.function->events[use.event].at;
    finding.subject = use.object.entity;
    finding.message = kForeignUse(use.object.name.str(), loop.name.str(), contexts_.describe(home),
                                  contexts_.describe(context));
    finding.notes.push_back(
        {run.function->events[run.event].at, kRunHere(loop.name.str(), contexts_.describe(home))});
    for (const Step& step : contexts_.chain(*use.function, context)) {
        const Event& event = step.function->events[step.event];
        finding.notes.push_back(
            {event.at, models_.threadEntry(event.name) ? kStartedHere() : kCalledHere()});
    }
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
