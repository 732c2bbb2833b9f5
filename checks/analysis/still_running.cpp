#include "analysis/still_running.h"

#include "analysis/flow.h"

#include <algorithm>

namespace looplint {

StillRunning::StillRunning(const Program& program, const Models& models, const Engine& engine,
                           const Instances& instances)
    : program_(program),
      models_(models),
      engine_(engine),
      instances_(instances),
      waits_(program, models),
      joins_(program, models, engine.objects, engine.contexts) {}

std::optional<Context> StillRunning::at(const FunctionFact& function, const End& end) const {
    for (const Context& runner : runnersOf(function, end))
        for (const Context& context : engine_.contexts.at(function, end.event)) {
            if (context == runner || !engine_.contexts.isKnown(context)) continue;
            if (!engine_.order.isWhileRunning(function, end.event, context, runner)) continue;
            if (waits_.between(function, UINT32_MAX, end.event)) return std::nullopt;
            if (isLoopRunBefore(function, end.event) && isJoinedSomewhere(runner))
                return std::nullopt;
            return runner;
        }
    return std::nullopt;
}

std::vector<Context> StillRunning::runnersOf(const FunctionFact& function, const End& end) const {
    std::vector<Context> runners;
    const ObjectId object = end.what.object;
    const bool isOfMany = engine_.objects[object].kind == ObjectKind::Class &&
                          !instances_.isOnly(object); // each thread may have its own
    for (const auto& [context, run] : engine_.contexts.runners(object)) {
        if (isOfMany) break;
        const bool isRunHere = run.function == &function && end.kind == EndKind::Scope;
        if (context.kind == ContextKind::Thread && !isRunHere) runners.push_back(context);
    }
    if (isUnsafeThread(object)) runners.push_back(engine_.contexts.homeOfLoop(object));
    return runners;
}

bool StillRunning::isUnsafeThread(ObjectId object) const {
    for (Name key : program_.basesOf(engine_.objects[object].record)) {
        const RecordFact* record = program_.record(key);
        const LoopType* loop = record ? models_.loop(record->generic) : nullptr;
        if (loop && loop->ownsThread) return models_.isThreadMethod(record->generic + "::run");
    }
    return false;
}

bool StillRunning::isLoopRunBefore(const FunctionFact& function, uint32_t event) const {
    for (uint32_t i = 0; i < function.events().size(); ++i)
        if (models_.runsLoop(function.events()[i].name) && mayFollow(function, i, event))
            return true;
    return false;
}

/// A join of what is not known counts too.
bool StillRunning::isJoinedSomewhere(const Context& thread) const {
    for (const FunctionFact* function : program_.functions())
        for (const Event& event : function->events()) {
            if (!joins_.joinedBy(event)) continue;
            const std::vector<Context> joined = joins_.threadsOf(*function, event);
            if (joined.empty() || std::find(joined.begin(), joined.end(), thread) != joined.end())
                return true;
        }
    return false;
}

} // namespace looplint
