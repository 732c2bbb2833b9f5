#include "analysis/may_wait.h"

#include "analysis/flow.h"

namespace looplint {

namespace {
/// What no model speaks of may wait too: condition variables, a pause in a loop that polls.
bool isWaitByName(Name function, bool isRepeated) {
    const std::string& name = function.str();
    const std::string_view last = std::string_view(name).substr(name.rfind(':') + 1);
    const auto has = [&](std::string_view word) { return last.find(word) != last.npos; };
    if (has("wait") || has("acquire") || has("join")) return true;
    return isRepeated && (has("sleep") || has("yield"));
}
} // namespace

bool MayWait::between(const FunctionFact& function, uint32_t from, uint32_t to, int depth) const {
    for (uint32_t i = 0; i < function.events().size(); ++i) {
        const Event& event = function.events()[i];
        const bool isBetween = (from == UINT32_MAX || mayFollow(function, from, i)) &&
                               (to == UINT32_MAX || mayFollow(function, i, to));
        if (event.kind != EventKind::Call || !isBetween) continue;
        if (models_.wait(event.name) || models_.joins(event.name)) return true;
        const FunctionFact* callee = program_.function(event.callee);
        if (!callee && isWaitByName(event.name, isRepeated(function, i))) return true;
        if (callee && depth < 4 && between(*callee, UINT32_MAX, UINT32_MAX, depth + 1)) return true;
    }
    return false;
}

} // namespace looplint
