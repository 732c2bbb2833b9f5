#include "analysis/after_application.h"

#include "analysis/flow.h"
#include "analysis/holders.h"

#include <algorithm>

namespace looplint {

/// Whether a function builds an object after the application, and nowhere before it: that would be
/// too early in the first place.
static bool isBuiltAfter(const FunctionFact& function, const Entity& application,
                         const ThreadBond& bond) {
    const auto& events = function.events();
    const auto built = std::find_if(events.begin(), events.end(), [&](const Event& event) {
        return event.kind == EventKind::Construct && event.object.entity == application;
    });
    bool isAfter = false;
    for (const Site& site : bond.built) {
        if (site.function != &function || built == events.end()) continue;
        if (!precedes(function, static_cast<uint32_t>(built - events.begin()), site.event))
            return false;
        isAfter = true;
    }
    return isAfter;
}

std::vector<LateEnd> endsAfterApplication(const FunctionFact& function, const Models& models,
                                          const Engine& engine, const Ends& ends) {
    std::vector<LateEnd> found;
    for (uint32_t i = 0; i < function.events().size(); ++i) {
        const Event& application = function.events()[i];
        const bool isEnd = application.kind == EventKind::Destroy &&
                           application.object.is(ValueKind::Variable) &&
                           models.isApplication(application.type.generic);
        if (!isEnd) continue;
        for (const End& end : ends.of(function)) {
            const BoundType* type = engine.bindings.typeOf(end.what.object);
            const ThreadBond* bond = engine.bindings.threadBond(end.what.object);
            const bool isHeld = end.kind == EndKind::Scope && !end.isAfter && !end.what.isShared &&
                                isHolderType(function.events()[end.event].type.generic);
            if (!isHeld || !type || !type->needsApplication || !bond) continue;
            if (!precedes(function, i, end.event) || !ends.emptiers(end.what.holder).empty())
                continue;
            if (!isBuiltAfter(function, application.object.entity, *bond)) continue;
            found.push_back({&application, &end});
            break;
        }
    }
    return found;
}

} // namespace looplint
