#include "analysis/joins.h"
#include "analysis/holders.h"

#include <algorithm>

namespace looplint {

static void insert(std::vector<Context>& set, const Context& context) {
    if (std::find(set.begin(), set.end(), context) == set.end()) set.push_back(context);
}

Joins::Joins(const Program& program, const Models& models, const Objects& objects,
             const Contexts& contexts)
    : models_(models), objects_(objects), contexts_(contexts) {
    for (const FunctionFact* function : program.functions())
        for (uint32_t i = 0; i < function->events().size(); ++i)
            if (contexts.threadEntry(function->events()[i])) noteStart(*function, i);
}

void Joins::noteStartedBy(const Entity& place, const FunctionFact& function, uint32_t index) {
    if (!place) return;
    const Event& start = function.events()[index];
    const ThreadEntry* entry = contexts_.threadEntry(start);
    for (const FunctionFact* body : contexts_.callablesIn(function, start, entry->callable))
        for (const auto& [context, step] : contexts_.of(*body))
            if (step.function == &function && step.event == index) insert(threads_[place], context);
}

/// The thread is built in a variable, assigned to it, put into a container, or filled in by the
/// function that starts it: pthread_create(&thread, …).
void Joins::noteStart(const FunctionFact& function, uint32_t index) {
    const Event& start = function.events()[index];
    noteStartedBy(rootOf(start.object).entity, function, index);
    if (start.kind == EventKind::Call && !start.args.empty())
        noteStartedBy(rootOf(start.args[0]).entity, function, index);
    for (const Event& event : function.events()) {
        const bool takes = std::any_of(event.args.begin(), event.args.end(), [&](const Value& arg) {
            return arg.is(ValueKind::Result) && arg.event == index;
        });
        if (takes) noteStartedBy(rootOf(event.object).entity, function, index);
    }
}

const Value* Joins::joinedBy(const Event& event) const {
    if (event.kind != EventKind::Call || !models_.joins(event.name)) return nullptr;
    if (!event.object.is(ValueKind::Unknown)) return &event.object;
    return event.args.empty() ? nullptr : &event.args[0];
}

std::vector<Context> Joins::threadsOf(const FunctionFact& function, const Event& join) const {
    const Value* joined = joinedBy(join);
    if (!joined) return {};
    auto held = threads_.find(containerOf(function, *joined).entity);
    if (held != threads_.end()) return held->second;
    std::vector<Context> found;
    for (ObjectId object : objects_.of(function, *joined)) {
        const Context home = contexts_.homeOfLoop(object);
        if (objects_[object].kind != ObjectKind::Callable) {
            if (!contexts_.isKnown(home) || home.kind == ContextKind::Main) return {};
            insert(found, home);
            continue;
        }
        for (const FunctionFact* body : objects_.callables(function, *joined)) {
            if (!(body->entity == objects_[object].entity)) continue;
            for (const auto& [context, step] : contexts_.of(*body)) {
                const bool isStart = step.function && context.kind == ContextKind::Thread &&
                                     step.event == context.event &&
                                     step.function == &contexts_.makerOf(context);
                if (isStart) insert(found, context);
            }
        }
    }
    return found;
}

} // namespace looplint
