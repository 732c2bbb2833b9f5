#include "analysis/guards.h"

#include "analysis/bindings.h"
#include "analysis/flow.h"
#include "analysis/resolve.h"

namespace looplint {

Guards::Guards(const Program& program, const Models& models, const Objects& objects)
    : program_(program), models_(models), objects_(objects) {
    for (const FunctionFact* function : program.functions()) read(*function);
    for (const Annotation& said : program.annotations())
        if (said.kind == AnnotationKind::RunsOn) readSaid(said);
}

/// A function that says where it runs asserts it for all of its body.
void Guards::readSaid(const Annotation& said) {
    const FunctionFact* function = program_.function(said.entity);
    if (!function || said.loop.is(ValueKind::Unknown)) return;
    GuardedPart part{objects_.of(*function, said.loop), true, true, false, 0, {}};
    part.blocks.assign(function->blocks().size(), true);
    parts_[function].push_back(std::move(part));
}

void Guards::read(const FunctionFact& function) {
    bool mayAsk = false;
    for (uint32_t i = 0; i < function.events().size(); ++i) {
        const Event& event = function.events()[i];
        if (event.kind != EventKind::Call) continue;
        const Guard* guard = models_.guard(event.name);
        mayAsk |= guard || models_.isCurrentThread(event.name) || program_.function(event.callee) ||
                  models_.comparesThreads(event.name);
        // A question whose answer nobody reads is an assertion, whatever this build makes of it.
        if (guard && (guard->isAssert || !isAnswerUsed(function, i))) readAssert(function, i);
    }
    for (const Block& block : function.blocks())
        mayAsk |= block.condition && block.condition->is(ValueKind::Operator);
    if (!mayAsk) return;
    for (uint32_t block = 0; block < function.blocks().size(); ++block)
        if (function.blocks()[block].condition && function.blocks()[block].successors.size() == 2)
            readBranch(function, block);
}

static bool mentions(const Value& value, uint32_t event) {
    if (value.is(ValueKind::Result) && value.event == event) return true;
    for (const Value& part : value.parts)
        if (mentions(part, event)) return true;
    return false;
}

bool Guards::isAnswerUsed(const FunctionFact& function, uint32_t index) {
    for (const Event& event : function.events()) {
        if (mentions(event.object, index)) return true;
        for (const Value& arg : event.args)
            if (mentions(arg, index)) return true;
    }
    for (const Block& block : function.blocks())
        if (block.condition && mentions(*block.condition, index)) return true;
    return false;
}

void Guards::readBranch(const FunctionFact& function, uint32_t block) {
    const Block& branch = function.blocks()[block];
    const std::optional<Question> asked = question(function, *branch.condition);
    if (!asked) return;
    const std::vector<bool> yes = blocksFrom(function, branch.successors[0], block);
    const std::vector<bool> no = blocksFrom(function, branch.successors[1], block);
    for (const bool isTrue : {true, false}) {
        const std::vector<bool>&in = isTrue ? yes : no, &other = isTrue ? no : yes;
        GuardedPart part{asked->homes, isTrue == asked->isYes, false, asked->isThread, 0, {}};
        part.blocks.resize(in.size());
        for (size_t i = 0; i < in.size(); ++i) part.blocks[i] = in[i] && !other[i];
        part.isAssert = !other.empty() && !other.back(); // the other arm never gets to the exit
        parts_[&function].push_back(std::move(part));
    }
}

void Guards::readAssert(const FunctionFact& function, uint32_t event) {
    const std::optional<Question> asked = questionOfCall(function, event, 0);
    GuardedPart part{asked ? asked->homes : ObjectSet{}, true, true, false, event, {}};
    const std::vector<bool> around = blocksFrom(function, 0, blockOf(function, event));
    for (const bool isReachedOtherwise : around) part.blocks.push_back(!isReachedOtherwise);
    parts_[&function].push_back(std::move(part));
}

/// What the current thread is, kept in a variable or not, or has for itself: a thread_local.
bool Guards::isCurrentThread(const FunctionFact& function, const Value& value) const {
    if (value.is(ValueKind::Result))
        return value.event < function.events().size() &&
               models_.isCurrentThread(function.events()[value.event].name);
    if (!value.is(ValueKind::Variable) || !value.entity) return false;
    const VariableFact* known = program_.definition(value.entity).variable;
    if (known) return known->isThreadLocal;
    const Value* assigned = onlyAssignment(function, value.entity);
    return assigned && assigned->is(ValueKind::Result) && isCurrentThread(function, *assigned);
}

/// `x->thread() == QThread::currentThread()`, `std::this_thread::get_id() == thread_.get_id()`.
std::optional<Guards::Question> Guards::comparison(const FunctionFact& function,
                                                   const Value& condition) const {
    const bool isFirst = isCurrentThread(function, condition.parts[0]);
    if (!isFirst && !isCurrentThread(function, condition.parts[1])) return std::nullopt;
    const Value& other = condition.parts[isFirst ? 1 : 0];
    if (other.is(ValueKind::Null)) return std::nullopt; // whether there is one
    Question asked{{}, condition.name == Name("=="), false};
    if (!other.is(ValueKind::Result) || other.event >= function.events().size()) return asked;
    const Event& event = function.events()[other.event];
    if (event.kind != EventKind::Call) return asked;
    const Value self{.kind = ValueKind::This, .name = {}, .entity = {}, .event = 0, .parts = {}};
    asked.isThread = !models_.yieldsThread(event.name);
    if (asked.isThread && !event.name.str().ends_with("::get_id")) return Question{{}, true, false};
    asked.homes = objects_.of(function, event.object.is(ValueKind::Unknown) ? self : event.object);
    return asked;
}

std::optional<Guards::Question> Guards::questionOfCall(const FunctionFact& function, uint32_t index,
                                                       int depth) const {
    const Event& event = function.events()[index];
    if (const Guard* guard = models_.guard(event.name)) {
        Question asked;
        const Value* object = operandOf(event, guard->object);
        if (!guard->loops.empty() && !event.args.empty()) {
            auto loop = guard->loops.find(event.args[0].name);
            if (loop != guard->loops.end()) asked.homes = {objects_.defaultLoop(loop->second)};
        } else if (object) {
            asked.homes = objects_.of(function, *object);
        }
        return asked;
    }
    // A function of the program that only asks: `bool onLoopThread() const { return … }`.
    const FunctionFact* callee = program_.function(event.callee);
    if (!callee || depth > 4) return std::nullopt;
    const Event* only = nullptr;
    for (const Event& inner : callee->events())
        if (inner.kind == EventKind::Return) {
            if (only) return std::nullopt;
            only = &inner;
        }
    return only && !only->args.empty() ? question(*callee, only->args[0], depth + 1) : std::nullopt;
}

std::optional<Guards::Question> Guards::question(const FunctionFact& function,
                                                 const Value& condition, int depth) const {
    if (depth > 8) return std::nullopt;
    if (condition.is(ValueKind::Operator)) {
        if (condition.name == Name("!")) {
            std::optional<Question> asked = question(function, condition.parts[0], depth + 1);
            if (asked) asked->isYes = !asked->isYes;
            return asked;
        }
        const bool compares = condition.name == Name("==") || condition.name == Name("!=");
        if (compares && condition.parts.size() == 2) return comparison(function, condition);
        // Part of a larger condition: it guards, but what follows of it is not worked out.
        for (const Value& part : condition.parts)
            if (question(function, part, depth + 1)) return Question{};
        return std::nullopt;
    }
    if (condition.is(ValueKind::Variable) && condition.entity) {
        const Value* assigned = onlyAssignment(function, condition.entity);
        return assigned ? question(function, *assigned, depth + 1) : std::nullopt;
    }
    if (!condition.is(ValueKind::Result) || condition.event >= function.events().size())
        return std::nullopt;
    const Event& call = function.events()[condition.event];
    if (call.kind != EventKind::Call) return std::nullopt;
    // An operator that is a function of its own: thread::id has one.
    const bool isEqual =
        call.name.str().ends_with("operator==") || models_.comparesThreads(call.name);
    List<Value> compared;
    if (call.args.size() == 1) compared.push_back(call.object);
    for (const Value& arg : call.args) compared.push_back(arg);
    if ((isEqual || call.name.str().ends_with("operator!=")) && compared.size() == 2)
        return comparison(function, {.kind = ValueKind::Operator,
                                     .name = isEqual ? "==" : "!=",
                                     .parts = std::move(compared)});
    return questionOfCall(function, condition.event, depth + 1);
}

const std::vector<GuardedPart>& Guards::of(const FunctionFact& function) const {
    static const std::vector<GuardedPart> none;
    auto parts = parts_.find(&function);
    return parts == parts_.end() ? none : parts->second;
}

std::vector<const GuardedPart*> Guards::around(const FunctionFact& function, uint32_t event) const {
    std::vector<const GuardedPart*> found;
    const std::vector<GuardedPart>& parts = of(function);
    if (parts.empty()) return found;
    const uint32_t block = blockOf(function, event);
    for (const GuardedPart& part : parts)
        if (part.blocks[block] && event >= part.after) found.push_back(&part);
    return found;
}

} // namespace looplint
