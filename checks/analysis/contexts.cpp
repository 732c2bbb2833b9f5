#include "analysis/contexts.h"

#include "analysis/held.h"

namespace looplint {

const Value* operandOf(const Event& event, Operand operand) {
    if (operand.isObject()) return event.object.is(ValueKind::Unknown) ? nullptr : &event.object;
    return operand.index < event.args.size() ? &event.args[operand.index] : nullptr;
}

Contexts::Contexts(const Program& program, const Models& models, const Objects& objects)
    : program_(program), models_(models), objects_(objects) {
    bindObjects();
    // A loop's handlers run where the loop runs. That is known only once its runner has a context,
    // so what was handed to a loop is gone through again until nothing changes.
    size_t before;
    do {
        before = runners_.size();
        contexts_.clear();
        propagate();
    } while (runners_.size() != before);
}

void Contexts::bindObjects() {
    for (const FunctionFact* function : program_.functions())
        for (const Event& event : function->events) bind(*function, event);
}

void Contexts::bind(const FunctionFact& function, const Event& event) {
    const Value* loop = nullptr;
    const Value* object = &event.object;
    if (event.kind == EventKind::Construct) {
        const BoundType* bound = boundTypeOf(event.type, program_, models_);
        if (bound && bound->binding == Binding::Argument)
            loop = operandOf(event, {bound->argument});
    } else if (const Binder* binder =
                   event.kind == EventKind::Call ? models_.binder(event.name) : nullptr) {
        loop = operandOf(event, {binder->loop});
        object = operandOf(event, {binder->object});
    }
    if (!loop || !object) return;
    const ObjectSet loops = objects_.of(function, *loop);
    for (const Object& bound : objects_.of(function, *object))
        bindings_[bound].insert(loops.begin(), loops.end());
}

std::optional<Object> Contexts::loopOf(const Object& object) const {
    auto loops = bindings_.find(object);
    if (loops == bindings_.end() || loops->second.size() != 1) return std::nullopt;
    return *loops->second.begin();
}

void Contexts::propagate() {
    if (program_.main()) enter(*program_.main(), {.kind = ContextKind::Main}, {});
    for (const FunctionFact* function : program_.functions())
        for (const Override& overridden : function->overrides)
            if (models_.isThreadMethod(overridden.name))
                enter(*function, {.kind = ContextKind::Thread, .maker = function}, {});
    while (!open_.empty()) {
        const auto [function, context] = open_.back();
        open_.pop_back();
        visit(*function, context);
    }
}

void Contexts::enter(const FunctionFact& function, const Context& context, const Step& step) {
    if (contexts_[&function].try_emplace(context, step).second)
        open_.push_back({&function, context});
}

void Contexts::visit(const FunctionFact& function, const Context& context) {
    for (uint32_t i = 0; i < function.events.size(); ++i) visitEvent(function, i, context);
}

void Contexts::visitEvent(const FunctionFact& function, uint32_t index, const Context& context) {
    const Event& event = function.events[index];
    const bool isCall = event.kind == EventKind::Call || event.kind == EventKind::Construct;
    if (!isCall && event.kind != EventKind::Destroy) return;
    const Step step{&function, index, context};
    if (const ThreadEntry* entry = models_.threadEntry(event.name)) {
        const Context thread{.kind = ContextKind::Thread,
                             .maker = &function,
                             .event = index,
                             .isPool = entry->isPool};
        for (const FunctionFact* callable : callablesIn(function, event, entry->callable))
            enter(*callable, thread, step);
        return;
    }
    if (const HandOver* over = models_.handOver(event.name))
        visitHandOver(function, index, context, *over);
    if (models_.runsLoop(event.name)) noteRun(function, index, context);
    if (const FunctionFact* callee = program_.function(event.callee)) enter(*callee, context, step);
    if (event.isVirtual)
        for (const FunctionFact* overrider : program_.overriders(event.callee))
            enter(*overrider, context, step);
    const bool isIndirect = event.kind == EventKind::Call && !program_.function(event.callee) &&
                            (!event.callee || event.name.str().ends_with("::operator()"));
    if (isIndirect)
        for (const FunctionFact* callable : objects_.callables(function, event.object))
            enter(*callable, context, step);
}

void Contexts::visitHandOver(const FunctionFact& function, uint32_t index, const Context& context,
                             const HandOver& over) {
    const Event& event = function.events[index];
    const Value* operand = operandOf(event, over.loop);
    const std::optional<Object> object = operand ? objects_.one(function, *operand) : std::nullopt;
    if (!object) return;
    const std::optional<Object> bound = loopOf(*object);
    for (const FunctionFact* callable : callablesIn(function, event, over.callable))
        enter(*callable, home(bound ? *bound : *object), {&function, index, context});
}

std::vector<const FunctionFact*> Contexts::callablesIn(const FunctionFact& function,
                                                       const Event& event, Operand operand) const {
    if (!operand.isObject()) {
        const Value* value = operandOf(event, operand);
        return value ? objects_.callables(function, *value) : std::vector<const FunctionFact*>{};
    }
    std::vector<const FunctionFact*> all;
    for (const Value& arg : event.args)
        for (const FunctionFact* callable : objects_.callables(function, arg))
            all.push_back(callable);
    return all;
}

void Contexts::noteRun(const FunctionFact& function, uint32_t index, const Context& context) {
    const Event& event = function.events[index];
    const Value* loop = operandOf(event, {Operand::kObject});
    if (!loop) loop = operandOf(event, {0});
    const std::optional<Object> object = loop ? objects_.one(function, *loop) : std::nullopt;
    if (object) runners_[*object].try_emplace(context, Step{&function, index, context});
}

Context Contexts::home(const Object& loop) const {
    auto runners = runners_.find(loop);
    if (runners != runners_.end() && runners->second.size() == 1)
        return runners->second.begin()->first;
    return {.kind = ContextKind::Loop, .loop = loop};
}

const std::map<Context, Step>& Contexts::of(const FunctionFact& function) const {
    static const std::map<Context, Step> none;
    auto entry = contexts_.find(&function);
    return entry == contexts_.end() ? none : entry->second;
}

const std::map<Context, Step>& Contexts::runners(const Object& loop) const {
    static const std::map<Context, Step> none;
    auto entry = runners_.find(loop);
    return entry == runners_.end() ? none : entry->second;
}

std::vector<Step> Contexts::chain(const FunctionFact& function, const Context& context) const {
    std::vector<Step> steps;
    const FunctionFact* at = &function;
    Context in = context;
    for (size_t guard = 0; guard < contexts_.size(); ++guard) {
        auto proven = of(*at).find(in);
        if (proven == of(*at).end() || !proven->second.function) break;
        steps.insert(steps.begin(), proven->second);
        at = proven->second.function;
        in = proven->second.from;
    }
    return steps;
}

std::string Contexts::describe(const Context& context) const {
    switch (context.kind) {
    case ContextKind::Main:
        return "the main thread";
    case ContextKind::Thread:
        return context.isPool ? "a pool thread"
                              : "the thread started in '" + context.maker->name + "'";
    case ContextKind::Loop:
        return "the loop '" + context.loop.name + "'";
    }
    return "";
}

} // namespace looplint
