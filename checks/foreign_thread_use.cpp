// An operation on a loop-bound object runs in a thread that is proven to be another than the one
// that runs the object's loop, while that loop runs.

#include "analysis/check.h"
#include "analysis/contexts.h"
#include "analysis/order.h"

namespace looplint {

static constexpr Message kForeignUse{"'{0}' belongs to the loop '{1}', which {2} runs, but is used here in {3}; hand the call over to the loop"};
static constexpr Message kRunHere{"the loop '{0}' is run here, in {1}"};
static constexpr Message kStartedHere{"the thread is started here"};
static constexpr Message kCalledHere{"called from here"};

namespace {

class ForeignUses {
  public:
    ForeignUses(const Analysis& analysis, std::vector<Finding>& findings)
        : program_(analysis.program), models_(analysis.models), objects_(program_, models_),
          contexts_(program_, models_, objects_), order_(program_, models_, contexts_), findings_(findings) {}

    void run() {
        for (const FunctionFact* function : program_.functions())
            for (uint32_t i = 0; i < function->events.size(); ++i)
                if (const Operand* operand = models_.operation(function->events[i].name)) visit(*function, i, *operand);
    }

  private:
    void visit(const FunctionFact& function, uint32_t index, Operand operand);
    void report(const FunctionFact& function, uint32_t index, const Object& object, const Object& loop, const Context& context);

    const Program& program_;
    const Models& models_;
    Objects objects_;
    Contexts contexts_;
    Order order_;
    std::vector<Finding>& findings_;
};

void ForeignUses::visit(const FunctionFact& function, uint32_t index, Operand operand) {
    const Value* value = operandOf(function.events[index], operand);
    const std::optional<Object> object = value ? objects_.one(function, *value) : std::nullopt;
    const std::optional<Object> loop = object ? contexts_.loopOf(*object) : std::nullopt;
    if (!loop || contexts_.runners(*loop).size() != 1) return;
    const Context& home = contexts_.runners(*loop).begin()->first;
    for (const auto& [context, step] : contexts_.of(function))
        if (!(context == home) && order_.isWhileRunning(function, index, context, *loop))
            return report(function, index, *object, *loop, context);
}

void ForeignUses::report(const FunctionFact& function, uint32_t index, const Object& object, const Object& loop, const Context& context) {
    const auto& [home, run] = *contexts_.runners(loop).begin();
    Finding& finding = findings_.emplace_back();
    finding.check = "loop-foreign-thread-use";
    finding.at = function.events[index].at;
    finding.subject = object.entity;
    finding.message = kForeignUse(object.name.str(), loop.name.str(), contexts_.describe(home), contexts_.describe(context));
    finding.notes.push_back({run.function->events[run.event].at, kRunHere(loop.name.str(), contexts_.describe(home))});
    for (const Step& step : contexts_.chain(function, context)) {
        const Event& event = step.function->events[step.event];
        finding.notes.push_back({event.at, models_.threadEntry(event.name) ? kStartedHere() : kCalledHere()});
    }
}

void run(const Analysis& analysis, std::vector<Finding>& findings) { ForeignUses(analysis, findings).run(); }

} // namespace

extern constinit const Check foreignThreadUse = {.name = "loop-foreign-thread-use",
                                                 .title = "an object is used in another thread than the one that runs its loop",
                                                 .options = {},
                                                 .run = run};

} // namespace looplint
