#include "analysis/late_setup.h"

#include "analysis/reach.h"

#include <algorithm>
#include <set>

namespace looplint {

static bool isOneOf(const std::vector<Name>& names, Name name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

/// The threads that call what needs the setup: operations that are in order once it was called.
static std::set<Context> usersOf(const Setup& setup, const Program& program, const Models& models,
                                 const Contexts& contexts) {
    std::set<Context> users;
    for (const FunctionFact* function : program.functions())
        for (uint32_t i = 0; i < function->events().size(); ++i) {
            const Event& event = function->events()[i];
            const Operation* operation =
                event.kind == EventKind::Call ? models.operation(event.name) : nullptr;
            const bool needs =
                operation &&
                std::any_of(operation->unlessCalled.begin(), operation->unlessCalled.end(),
                            [&](Name name) { return isOneOf(setup.functions, name); });
            if (!needs) continue;
            for (const Context& context : contexts.at(*function, i))
                if (contexts.isKnown(context)) users.insert(context);
        }
    for (const FunctionFact* function : program.functions())
        for (uint32_t i = 0; i < function->events().size(); ++i)
            if (models.runsLoop(function->events()[i].name))
                for (const Context& context : contexts.at(*function, i))
                    if (contexts.isKnown(context)) users.insert(context);
    return users;
}

/// The first maker and the first setup that main surely runs, static initialisers before it.
static LateSetup firstsOf(const Setup& setup, const Program& program) {
    LateSetup firsts{&setup, nullptr, nullptr, nullptr, {}, {}};
    const auto visit = [&](const Event& event, const Frame& frame) {
        if (event.kind != EventKind::Call) return true;
        if (isOneOf(setup.functions, event.name)) firsts.late = &event;
        if (!firsts.early && isOneOf(setup.before, event.name)) {
            firsts.early = &event;
            firsts.function = frame.function;
        }
        return !firsts.late;
    };
    for (const Definition& definition : program.definitions())
        if (const FunctionFact* initializer = program.initializer(definition.variable->entity);
            initializer && !firsts.late && definition.variable->storage != Storage::Local)
            reachFrom(program, *initializer, visit);
    if (!firsts.late) reachFrom(program, *program.main(), visit);
    return firsts;
}

std::vector<LateSetup> lateSetups(const Program& program, const Models& models,
                                  const Engine& engine) {
    std::vector<LateSetup> found;
    if (!program.main()) return found;
    for (const Setup& setup : models.setups()) {
        LateSetup late = firstsOf(setup, program);
        if (!late.early || !late.late) continue;
        const std::set<Context> users = usersOf(setup, program, models, engine.contexts);
        if (users.size() < 2) continue;
        late.first = *users.begin();
        late.second = *std::next(users.begin());
        found.push_back(late);
    }
    return found;
}

} // namespace looplint
