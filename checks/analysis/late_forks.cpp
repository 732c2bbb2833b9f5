#include "analysis/late_forks.h"

#include "analysis/flow.h"
#include "analysis/owned.h"

#include <algorithm>
#include <unordered_set>

namespace looplint {

namespace {

/// Whether a value is what a fork returned, directly or by the variable it was put into.
bool isResult(const FunctionFact& function, const Value& value, uint32_t fork) {
    if (value.is(ValueKind::Result)) return value.event == fork;
    if (!value.is(ValueKind::Variable)) return false;
    return std::any_of(function.events().begin(), function.events().end(), [&](const Event& event) {
        return event.kind == EventKind::Assign && event.object.entity == value.entity &&
               event.args[0].is(ValueKind::Result) && event.args[0].event == fork;
    });
}

/// What a condition on the result of a fork is in the parent, where that is a positive number.
std::optional<bool> inParent(const FunctionFact& function, const Value& condition, uint32_t fork) {
    if (isResult(function, condition, fork)) return true;
    if (!condition.is(ValueKind::Operator) || condition.parts.empty()) return std::nullopt;
    if (condition.name == Name("!") && isResult(function, condition.parts[0], fork)) return false;
    const bool isCompared = condition.parts.size() == 2 &&
                            isResult(function, condition.parts[0], fork) &&
                            condition.parts[1].is(ValueKind::Literal);
    if (!isCompared || condition.parts[1].name != Name("0")) return std::nullopt;
    const std::string& is = condition.name.str();
    if (is == ">" || is == "!=" || is == ">=") return true;
    if (is == "<" || is == "==" || is == "<=") return false;
    return std::nullopt;
}

bool endsProcess(const Event& event) {
    static constexpr std::string_view kNames[] = {
        "exit", "_exit", "_Exit", "std::exit", "std::_Exit", "quick_exit", "std::quick_exit"};
    return event.kind == EventKind::Call &&
           std::find(std::begin(kNames), std::end(kNames), event.name.str()) != std::end(kNames);
}

/// Whether the parent ends after a fork, on the way that its result takes it.
bool endsParent(const FunctionFact& function, uint32_t fork) {
    uint32_t at = blockOf(function, fork);
    uint32_t from = fork;
    for (size_t steps = 0; steps <= function.blocks().size(); ++steps) {
        const Block& block = function.blocks()[at];
        for (uint32_t i = std::max(from, block.begin); i < block.end; ++i)
            if (endsProcess(function.events()[i])) return true;
        if (block.successors.empty()) return false;
        const std::optional<bool> isTrue =
            block.condition ? inParent(function, *block.condition, fork) : std::nullopt;
        if (block.successors.size() > 1 && (!isTrue || block.successors.size() > 2)) return false;
        at = block.successors[isTrue.value_or(true) ? 0 : 1];
        from = 0;
    }
    return false;
}

class LateForks {
  public:
    LateForks(const Program& program, const Models& models, const Engine& engine)
        : program_(program), models_(models), engine_(engine), owned_(program, models, engine) {}

    std::vector<LateFork> find() {
        noteLeavers();
        if (leavers_.empty() || isTold()) return {};
        for (const auto& [loop, runners] : engine_.contexts.runners())
            for (const auto& [context, run] : runners) visit(loop, context, run);
        return std::move(found_);
    }

  private:
    /// Functions after which only the child goes on, if they fork at all.
    void noteLeavers() {
        for (bool grows = true; grows;) {
            grows = false;
            for (const FunctionFact* function : program_.functions())
                for (uint32_t i = 0; i < function->events().size(); ++i)
                    if (leaves(*function, i) && leavers_.insert(function).second) grows = true;
        }
    }
    bool leaves(const FunctionFact& function, uint32_t index) const {
        const Event& event = function.events()[index];
        if (event.kind != EventKind::Call) return false;
        if (const FunctionFact* callee = program_.function(event.callee))
            return leavers_.contains(callee);
        return models_.forks(event.name) &&
               (event.name == Name("daemon") || endsParent(function, index));
    }
    /// Whether the program tells a loop that it forked.
    bool isTold() const {
        for (const FunctionFact* function : program_.functions())
            for (const Event& event : function->events())
                if (event.kind == EventKind::Call && models_.revives(event.name)) return true;
        return false;
    }

    void visit(ObjectId loop, const Context& context, const Step& run) {
        std::vector<Step> way = engine_.contexts.chain(*run.function, context);
        way.push_back(run);
        for (const Step& step : way) {
            const FunctionFact& function = *step.function;
            for (uint32_t fork = 0; fork < function.events().size(); ++fork) {
                if (!leaves(function, fork) || !mayFollow(function, fork, step.event)) continue;
                for (uint32_t made = 0; made < function.events().size(); ++made) {
                    if (!makes(function, made, loop) || !precedes(function, made, fork)) continue;
                    found_.push_back({&function, made, fork, step.event, loop});
                    return;
                }
            }
        }
    }

    bool makes(const FunctionFact& function, uint32_t index, ObjectId loop) const {
        const Event& event = function.events()[index];
        if (event.kind == EventKind::Call && models_.makesLoop(event.name)) {
            const ObjectSet made = event.type.held == Held::Pointer || event.args.empty()
                                       ? engine_.objects.made(function, index)
                                       : engine_.objects.of(function, event.args[0]);
            return std::find(made.begin(), made.end(), loop) != made.end();
        }
        if (event.kind != EventKind::Construct || !event.object.is(ValueKind::Variable))
            return false;
        for (ObjectId object : engine_.objects.made(function, index)) {
            if (object == loop) return true;
            for (const OwnedObject& part : owned_.with(object))
                if (part.object == loop && !part.isShared) return true;
        }
        return false;
    }

    const Program& program_;
    const Models& models_;
    const Engine& engine_;
    const Owned owned_;
    std::unordered_set<const FunctionFact*> leavers_;
    std::vector<LateFork> found_;
};

} // namespace

std::vector<LateFork> lateForks(const Program& program, const Models& models,
                                const Engine& engine) {
    return LateForks(program, models, engine).find();
}

} // namespace looplint
