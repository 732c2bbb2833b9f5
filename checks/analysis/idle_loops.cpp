#include "analysis/idle_loops.h"

#include "analysis/holders.h"

#include <algorithm>

namespace looplint {

static bool contains(const ObjectSet& set, ObjectId object) {
    return std::find(set.begin(), set.end(), object) != set.end();
}

/// "uv" of uv_default_loop, "asio" of asio::io_context::run: names of one library begin alike.
static std::string spaceOf(Name function) {
    const std::string& name = function.str();
    const size_t end = std::min(name.find("::"), name.find('_'));
    return name.substr(0, end);
}

/// Whether a value names a function that runs a loop: std::thread(&io_context::run, &io).
static bool namesRun(const Value& value, const Models& models) {
    if (value.is(ValueKind::Function)) return models.runsLoop(value.name);
    return std::any_of(value.parts.begin(), value.parts.end(),
                       [&](const Value& part) { return namesRun(part, models); });
}

IdleLoops::IdleLoops(const Program& program, const Models& models, const Engine& engine)
    : program_(program), models_(models), engine_(engine) {
    for (const FunctionFact* function : program.functions())
        for (const Event& event : function->events()) {
            for (const Value& arg : event.args) isUnknown_ |= namesRun(arg, models);
            if (event.kind != EventKind::Call || !models.runsLoop(event.name)) continue;
            const Value* loop = operandOf(event, {Operand::kObject});
            if (!loop) loop = operandOf(event, {0});
            ObjectSet loops = loop ? engine.objects.of(*function, *loop) : ObjectSet{};
            isUnknown_ |= loops.empty();
            runs_.push_back({function, &event, std::move(loops)});
        }
}

/// Whether what is done with a loop as an operand is understood.
bool IdleLoops::mayTake(const Event& event) const {
    if (event.kind == EventKind::Construct) return models_.bound(event.type.generic) != nullptr;
    return models_.binder(event.name) || models_.handOver(event.name) ||
           models_.isAccessor(event.name) || models_.runsLoop(event.name) ||
           models_.stopsLoop(event.name) || models_.frees(event.name) ||
           models_.makesLoop(event.name) || isHolderFunction(event.name) ||
           program_.function(event.callee);
}

/// Whether a loop is an operand of something that is not understood.
bool IdleLoops::escapes(ObjectId loop) const {
    if (!escaped_) {
        escaped_.emplace();
        for (const FunctionFact* function : program_.functions())
            for (const Event& event : function->events()) {
                const bool isCall = event.kind == EventKind::Call;
                if (!isCall && event.kind != EventKind::Construct) continue;
                if (mayTake(event)) continue;
                for (const Value& arg : event.args) {
                    const ObjectSet objects = engine_.objects.of(*function, arg);
                    escaped_->insert(objects.begin(), objects.end());
                }
            }
    }
    return escaped_->contains(loop);
}

/// Whether an object is a loop that runs only if the program runs it.
bool IdleLoops::isPlainLoop(const Object& object) const {
    if (object.kind == ObjectKind::Default)
        return !models_.isMainLoop(object.name) && !models_.isNamedHome(object.name);
    const RecordFact* record = program_.record(object.record);
    const LoopType* type = record ? models_.loop(record->generic) : nullptr;
    // A parameter that nothing is seen to be given to stands for any loop.
    const Type* declared = object.entity ? engine_.objects.typeOf(object.entity) : nullptr;
    return object.kind == ObjectKind::Variable && type && !type->ownsThread &&
           (!declared || declared->held == Held::Value);
}

/// Whether a run runs a loop of the same kind.
bool IdleLoops::isAlike(const Run& run, const Object& loop) const {
    if (loop.kind == ObjectKind::Default) return spaceOf(run.event->name) == spaceOf(loop.name);
    return std::all_of(run.loops.begin(), run.loops.end(), [&](ObjectId other) {
        return engine_.objects[other].record == loop.record;
    });
}

const Location* IdleLoops::isNeverRun(ObjectId loop) const {
    const Object& object = engine_.objects[loop];
    if (!program_.main() || isUnknown_ || !isPlainLoop(object)) return nullptr;
    const Location* other = nullptr;
    for (const Run& run : runs_) {
        if (contains(run.loops, loop)) return nullptr;
        if (!other && isAlike(run, object)) other = &run.event->at;
    }
    return other && !escapes(loop) ? other : nullptr;
}

} // namespace looplint
