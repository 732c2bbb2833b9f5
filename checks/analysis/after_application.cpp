#include "analysis/after_application.h"

#include "analysis/flow.h"
#include "analysis/holders.h"
#include "analysis/name_memo.h"

#include <algorithm>

namespace looplint {

/// Whether an event of a function builds the application.
static bool builds(const Event& event, const Entity& application) {
    return event.kind == EventKind::Construct && event.object.entity == application;
}

/// Whether a function builds an object after the application.
static bool isAfter(const FunctionFact& function, uint32_t event, const Entity& application) {
    for (uint32_t i = 0; i < function.events().size(); ++i)
        if (builds(function.events()[i], application)) return precedes(function, i, event);
    return false;
}

static bool isConstructor(const FunctionFact& function) {
    const std::string_view name = function.name.text();
    const size_t end = name.rfind("::");
    return end != name.npos && isConstructorOf(function.name, Name(name.substr(0, end)));
}

/// Whether an object is built after the application in the function or the class that both end
/// in, and nowhere in it before: that would be too early in the first place.
static bool isBuiltAfter(const FunctionFact& function, const Entity& application,
                         const ThreadBond& bond, const Objects& objects) {
    const Name scope = objects.selfOf(function);
    const auto isInScope = [&](const Site& site) {
        return site.function == &function || (scope && objects.selfOf(*site.function) == scope);
    };
    const auto isLate = [&](const Site& site) {
        if (site.function == &function) return isAfter(function, site.event, application);
        // Methods run when the members are there, constructors while they are made.
        return isAfter(*site.function, site.event, application) || !isConstructor(*site.function);
    };
    bool isBuilt = false;
    for (const Site& site : bond.built) {
        if (!isInScope(site)) continue;
        if (!isLate(site)) return false;
        isBuilt = true;
    }
    return isBuilt;
}

std::vector<LateEnd> endsAfterApplication(const FunctionFact& function, const Models& models,
                                          const Engine& engine, const Ends& ends) {
    std::vector<LateEnd> found;
    for (uint32_t i = 0; i < function.events().size(); ++i) {
        const Event& application = function.events()[i];
        const bool isMember = application.object.is(ValueKind::Field);
        const bool isEnd = application.kind == EventKind::Destroy &&
                           (isMember || application.object.is(ValueKind::Variable)) &&
                           models.isApplication(application.type.generic);
        if (!isEnd) continue;
        for (const End& end : ends.of(function)) {
            const BoundType* type = engine.bindings.typeOf(end.what.object);
            const ThreadBond* bond = engine.bindings.threadBond(end.what.object);
            const EndKind kind = isMember ? EndKind::Member : EndKind::Scope;
            const bool isHeld = end.kind == kind && !end.isAfter && !end.what.isShared &&
                                isHolderType(function.events()[end.event].type.generic);
            if (!isHeld || !type || !type->needsApplication || !bond) continue;
            if (!precedes(function, i, end.event) || !ends.emptiers(end.what.holder).empty())
                continue;
            if (!isBuiltAfter(function, application.object.entity, *bond, engine.objects)) continue;
            found.push_back({&application, &end});
            break;
        }
    }
    return found;
}

} // namespace looplint
