// Launches: the part of Contexts that enters what functions start or hand over which nothing known
// runs.

#include "analysis/contexts.h"

namespace looplint {

/// What a function starts in a thread or hands to a loop runs there, wherever the function itself
/// runs: callbacks of libraries that are not modelled, exported functions.
bool Contexts::enterUnreached() {
    std::optional<uint32_t> unreached;
    for (size_t i = 0; i < launches_.size(); ++i) {
        const Launch& launch = launches_[i];
        const bool isFirst = i == 0 || launches_[i - 1].function != launch.function;
        if (isFirst && contexts_[launch.function].empty()) unreached = launch.function;
        if (unreached != launch.function) continue;
        const FunctionFact& function = *program_.functions()[launch.function];
        const Event& call = function.events()[launch.event];
        if (threadEntry(call)) visitEvent(function, launch.event, {});
        if (const HandOver* over = models_.handOver(call.name))
            visitHandOver(function, launch.event, {}, *over);
        if (const Connection* connection = models_.connection(call.name))
            visitConnection(function, launch.event, {}, *connection);
    }
    return !open_.empty();
}

void Contexts::noteLaunches() {
    for (uint32_t i = 0; i < program_.functions().size(); ++i) {
        const List<Event>& events = program_.functions()[i]->events();
        for (uint32_t event = 0; event < events.size(); ++event)
            if (threadEntry(events[event]) || models_.handOver(events[event].name) ||
                models_.connection(events[event].name))
                launches_.push_back({i, event});
    }
}

} // namespace looplint
