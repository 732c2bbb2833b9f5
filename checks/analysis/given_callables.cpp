// The part of Contexts that infers what functions of the program do with callables that they are
// given: which are hand-overs themselves, and which call them before they return.

#include "analysis/contexts.h"

#include "analysis/flow.h"
#include "analysis/holders.h"

#include <algorithm>

namespace looplint {

static constexpr int kDeepest = 8; // functions that pass a callable on

static std::optional<uint32_t> parameterOf(const FunctionFact& function, const Value& value) {
    if (!value.is(ValueKind::Variable)) return std::nullopt;
    for (uint32_t i = 0; i < function.parameters.size(); ++i)
        if (function.parameters[i].entity == value.entity) return i;
    return std::nullopt;
}

/// Functions that hand a parameter over to the loop that another parameter is: calls of them are
/// hand-overs. True if that was news.
bool Contexts::noteWrappers() {
    const size_t before = wrappers_.size();
    for (const FunctionFact* function : program_.functions()) {
        if (function->parameters.size() < 2) continue;
        for (const Event& event : function->events()) {
            auto wrapper = wrappers_.find(event.callee);
            const HandOver* over =
                wrapper == wrappers_.end() ? models_.handOver(event.name) : &wrapper->second;
            const Value* loop = over ? operandOf(event, over->loop) : nullptr;
            const auto loopIndex = loop ? parameterOf(*function, *loop) : std::nullopt;
            if (!loopIndex) continue;
            for (uint32_t i = 0; i < event.args.size(); ++i) {
                const auto callable = parameterOf(*function, event.args[i]);
                const bool isMeant = over->callable.isObject() || over->callable.index == i;
                if (callable && *callable != *loopIndex && isMeant)
                    wrappers_[function->entity] = {
                        {*loopIndex}, {}, {*callable}, over->waits, over->crossesShards};
            }
        }
    }
    return wrappers_.size() != before;
}

void Contexts::noteGiven() {
    struct Passing {
        const FunctionFact* function;
        Given given;
    };
    std::unordered_map<const FunctionFact*, std::vector<Passing>> passings; // by callee
    std::vector<const FunctionFact*> open;
    for (const FunctionFact* function : program_.functions()) {
        if (function->parameters.empty()) continue;
        for (uint32_t i = 0; i < function->events().size(); ++i) {
            const Event& event = function->events()[i];
            const FunctionFact* callee = program_.function(event.callee);
            if (!callee && !event.isVirtual && callsObject(event))
                if (const auto parameter = parameterOf(*function, event.object)) {
                    given_[function].push_back({i, *parameter, std::nullopt});
                    open.push_back(function);
                }
            for (uint32_t arg = 0; callee && arg < event.args.size(); ++arg)
                if (const auto parameter = parameterOf(*function, event.args[arg]))
                    passings[callee].push_back({function, {i, *parameter, arg}});
        }
    }
    while (!open.empty()) {
        const FunctionFact* callee = open.back();
        open.pop_back();
        for (const auto& [function, given] : passings[callee]) {
            const auto isGiven = [&](const Given& own) { return own.parameter == given.argument; };
            std::vector<Given>& all = given_[function];
            const std::vector<Given>& called = given_[callee];
            const bool isCalled = std::any_of(called.begin(), called.end(), isGiven);
            if (!isCalled || std::find(all.begin(), all.end(), given) != all.end()) continue;
            all.push_back(given);
            open.push_back(function);
        }
    }
}

/// Whether what an event does with a parameter, calls it or passes it on as `argument`, the caller
/// has seen to: it knows which callable it gave, of all that are ever given.
bool Contexts::isEnteredByCaller(const FunctionFact& function, uint32_t index,
                                 const Context& context, std::optional<uint32_t> argument) const {
    auto given = given_.find(&function);
    if (given == given_.end()) return false;
    const auto isIt = [&](const Given& own) {
        return own.event == index && own.argument == argument;
    };
    if (std::none_of(given->second.begin(), given->second.end(), isIt)) return false;
    const auto& contexts = contexts_[program_.numberOf(function)];
    auto entry = contexts.find(context);
    if (entry == contexts.end() || !entry->second.function) return false;
    const Event& call = entry->second.function->events()[entry->second.event];
    return program_.function(call.callee) == &function || call.isVirtual;
}

static bool mentions(const FunctionFact& function, const Value& value, const Parameter& parameter,
                     int depth = 0) {
    if (value.entity == parameter.entity) return true;
    const auto isIn = [&](const Value& part) {
        return mentions(function, part, parameter, depth + 1);
    };
    if (depth > kDeepest) return false;
    if (value.is(ValueKind::Result) && value.event < function.events().size()) {
        const Event& event = function.events()[value.event];
        if (isIn(event.object) || std::any_of(event.args.begin(), event.args.end(), isIn))
            return true;
    }
    return std::any_of(value.parts.begin(), value.parts.end(), isIn);
}

/// Whether a function, with parameters and branches, is a callable that was given to what calls it.
bool Contexts::isGivenCallable(const FunctionFact& function, const Context& context) const {
    if (function.parameters.empty() || function.blocks().size() < 3) return false;
    const auto& contexts = contexts_[program_.numberOf(function)];
    auto entry = contexts.find(context);
    if (entry == contexts.end() || !entry->second.function) return false;
    const Event& call = entry->second.function->events()[entry->second.event];
    if (call.callee == function.entity) return false;
    const FunctionFact* callee = program_.function(call.callee);
    return callee && callee != &function && given_.contains(callee);
}

/// Whether a callable that was given to what calls it at once gets to an event by one arm of a
/// branch on its parameters only, of which the call says nothing: `if (error) return;`.
bool Contexts::isByArgument(const FunctionFact& function, uint32_t index,
                            const Context& context) const {
    if (!isGivenCallable(function, context)) return false;
    const uint32_t at = blockOf(function, index);
    for (uint32_t branch = 0; branch < function.blocks().size(); ++branch) {
        const Block& block = function.blocks()[branch];
        const bool isAsked = block.condition && block.successors.size() == 2 && branch != at &&
                             std::any_of(function.parameters.begin(), function.parameters.end(),
                                         [&](const Parameter& parameter) {
                                             return mentions(function, *block.condition, parameter);
                                         });
        if (isAsked && blocksFrom(function, block.successors[0], branch)[at] !=
                           blocksFrom(function, block.successors[1], branch)[at])
            return true;
    }
    return false;
}

/// Enters what a call gives to a function that calls it.
void Contexts::enterGiven(const FunctionFact& callee, const FunctionFact& function, uint32_t index,
                          const Context& context) {
    const Event& call = function.events()[index];
    if (call.args.empty()) return;
    auto all = given_.find(&callee);
    if (all == given_.end()) return;
    std::vector<uint32_t> parameters;
    for (const Given& given : all->second)
        if (std::find(parameters.begin(), parameters.end(), given.parameter) == parameters.end())
            parameters.push_back(given.parameter);
    for (uint32_t parameter : parameters)
        if (parameter < call.args.size() && !isEnteredByCaller(function, index, context, parameter))
            enterGiven(callee, parameter, objects_.callables(function, call.args[parameter]),
                       context, {&function, index, context}, 0);
}

void Contexts::enterGiven(const FunctionFact& callee, uint32_t parameter,
                          const std::vector<const FunctionFact*>& callables, const Context& context,
                          const Step& step, int depth) {
    auto all = given_.find(&callee);
    if (callables.empty() || all == given_.end() || depth > kDeepest) return;
    for (const Given& given : all->second) {
        if (given.parameter != parameter || isOut(callee, given.event, context)) continue;
        const Event& event = callee.events()[given.event];
        for (const FunctionFact* callable :
             given.argument ? std::vector<const FunctionFact*>{} : callables)
            if (!callable->isLazy()) enter(*callable, context, step);
        if (const FunctionFact* next = given.argument ? program_.function(event.callee) : nullptr)
            enterGiven(*next, *given.argument, callables, context, step, depth + 1);
    }
}

} // namespace looplint
