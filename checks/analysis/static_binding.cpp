#include "analysis/static_binding.h"

namespace looplint {

std::optional<Objection> StaticBinding::objection(const Place& loop, const Place& object,
                                                  const Definition& owner,
                                                  const std::vector<Name>& starts) const {
    const bool isLocal = owner.variable->storage == Storage::Local;
    switch (loop.kind) {
    case PlaceKind::DefaultLoop: {
        Location other;
        if (!runs_.isNeverRun(loop, other)) return std::nullopt;
        return Objection{loop.text() + " is never run, and another loop is", other,
                         "the loop that runs"};
    }
    case PlaceKind::Variable:
        return toStaticLoop(loop, object, owner, starts);
    case PlaceKind::Parameter:
        if (!isLocal) return std::nullopt;
        return Objection{"the loop of the first call may be gone at the next one",
                         owner.variable->at, ""};
    case PlaceKind::Made: // the loop is part of what the static makes: it is coherent, unless the
                          // process forks
        if (!runs_.fork()) return std::nullopt;
        return Objection{"the program forks after that", runs_.fork()->at,
                         "the child has no use of the loop"};
    default:
        return std::nullopt; // unknown is silent
    }
}

std::optional<Objection> StaticBinding::toStaticLoop(const Place& loop, const Place& object,
                                                     const Definition& owner,
                                                     const std::vector<Name>& starts) const {
    if (loop.root == owner.variable->entity) {
        if (!runs_.fork()) return std::nullopt;
        return Objection{"the program forks after that", runs_.fork()->at,
                         "the child has no use of the loop"};
    }
    const Definition other = program_.definition(loop.root);
    if (!other.variable)
        return Objection{"'" + loop.text() + "' dies before it", owner.variable->at, ""};
    if (other.variable->storage == Storage::Local || owner.variable->storage == Storage::Local)
        return std::nullopt; // made on first use, in the right order
    if (!other.variable->isDefinition || other.unit != owner.unit)
        return Objection{"'" + loop.text() +
                             "' is defined in another unit and may not be built yet",
                         other.variable->at, "the loop"};
    if (other.order > owner.order)
        return Objection{"'" + loop.text() + "' is built after it", other.variable->at, "the loop"};
    Location at;
    if (runs_.isNeverRun(loop, at))
        return Objection{"'" + loop.text() + "' is never run, and another loop is", at,
                         "the loop that runs"};
    const Event* start = runs_.startOn(object, starts);
    if (start && runs_.isStopped(loop, at))
        return Objection{"an operation may be pending on it when '" + loop.text() +
                             "' is stopped and both are destroyed after main",
                         start->at, "the operation starts here"};
    return std::nullopt;
}

} // namespace looplint
