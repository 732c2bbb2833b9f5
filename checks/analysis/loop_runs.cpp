#include "analysis/loop_runs.h"

namespace looplint {

LoopRuns::LoopRuns(const Program& program, const Models& models)
    : program_(program), resolver_(program, models) {
    for (const FunctionFact* function : program.functions()) {
        const Frame frame{function, nullptr, nullptr};
        for (const Event& event : function->events()) {
            if (event.kind != EventKind::Call) continue;
            if (!fork_ && models.forks(event.name)) fork_ = &event;
            const bool runs = models.runsLoop(event.name);
            if (!runs && !models.stopsLoop(event.name)) continue;
            const bool isMethod = !event.object.is(ValueKind::Unknown);
            if (!isMethod && event.args.empty()) continue;
            Place loop = resolver_.resolve(isMethod ? event.object : event.args[0], frame);
            (runs ? runs_ : stops_).push_back({std::move(loop), event.at});
        }
    }
}

bool LoopRuns::isNeverRun(const Place& loop, Location& other) const {
    if (!program_.main() || runs_.empty()) return false;
    for (const Use& run : runs_) {
        const bool isKnown =
            run.loop.is(PlaceKind::Variable) || run.loop.is(PlaceKind::DefaultLoop);
        if (!isKnown || run.loop == loop) return false;
    }
    other = runs_.front().at;
    return true;
}

bool LoopRuns::isStopped(const Place& loop, Location& at) const {
    for (const Use& stop : stops_) {
        if (!(stop.loop == loop)) continue;
        at = stop.at;
        return true;
    }
    return false;
}

const Event* LoopRuns::startOn(const Place& place, const std::vector<Name>& starts) const {
    for (const FunctionFact* function : program_.functions())
        for (const Event& event : function->events())
            if (event.kind == EventKind::Call && matches(starts, event.name) &&
                resolver_.resolve(event.object, Frame{function, nullptr, nullptr}) == place)
                return &event;
    return nullptr;
}

} // namespace looplint
