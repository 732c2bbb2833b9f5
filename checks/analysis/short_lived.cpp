#include "analysis/short_lived.h"

#include "analysis/flow.h"

#include <algorithm>

namespace looplint {

namespace {

class ShortLivedReader {
  public:
    ShortLivedReader(const Program& program, const Models& models, const Engine& engine)
        : program_(program), models_(models), engine_(engine) {
        for (const FunctionFact* function : program.functions())
            for (const Capture& capture : function->captures)
                if (capture.isReference) captured_[capture.value.entity] = true;
    }

    std::vector<ShortLived> read() {
        for (const FunctionFact* function : program_.functions()) {
            // A coroutine's locals live in its frame, main's as long as the program.
            const bool isFrame = function->isCoroutine || function == program_.main();
            for (uint32_t i = 0; i < function->events().size(); ++i) {
                if (function->events()[i].kind != EventKind::Call) continue;
                if (!isFrame) visitBinder(*function, i);
                visitClose(*function, i);
            }
        }
        return std::move(found_);
    }

  private:
    void visitBinder(const FunctionFact& function, uint32_t index) {
        const Event& event = function.events()[index];
        const Binder* binder = models_.binder(event.name);
        if (!binder || binder->object.isResult()) return;
        const Value* object = operandOf(event, binder->object);
        const Value* loop = operandOf(event, binder->loop);
        if (!object || !loop || !isLocal(function, *object, index)) return;
        if (!outlives(function, *loop) || mayLeave(function, *object)) return;
        if (!isStarted(function, *object, index) || mayRunOrWait(function, index, 0)) return;
        found_.push_back({&function, index, std::nullopt, *object});
    }

    /// Whether a value is an automatic variable of the function that is no pointer or reference.
    bool isLocal(const FunctionFact& function, const Value& value, uint32_t before) const {
        if (!value.is(ValueKind::Variable) || program_.definition(value.entity).variable)
            return false;
        for (uint32_t i = 0; i < before; ++i) {
            const Event& event = function.events()[i];
            const bool builds = event.kind == EventKind::Construct && !event.isHeap &&
                                event.type.held == Held::Value;
            if (builds && event.object.is(ValueKind::Variable) &&
                event.object.entity == value.entity)
                return true;
        }
        return false;
    }

    bool outlives(const FunctionFact& function, const Value& loop) const {
        const Value* root = &loop;
        while (root->is(ValueKind::Field) && !root->parts.empty()) root = &root->parts[0];
        if (root->is(ValueKind::This)) return true;
        if (root->is(ValueKind::Result) && root->event < function.events().size())
            return models_.isDefaultLoop(function.events()[root->event].name);
        if (!root->is(ValueKind::Variable)) return false;
        return program_.definition(root->entity).variable ||
               std::any_of(function.parameters.begin(), function.parameters.end(),
                           [&](const Parameter& p) { return p.entity == root->entity; });
    }

    bool isModelled(Name function) const {
        return models_.binder(function) || models_.operation(function) ||
               models_.handOver(function) || models_.frees(function) ||
               models_.isThreadSafe(function);
    }

    static bool mentions(const Value& value, const Entity& entity) {
        if (value.is(ValueKind::Variable) && value.entity == entity) return true;
        return std::any_of(value.parts.begin(), value.parts.end(),
                           [&](const Value& part) { return mentions(part, entity); });
    }

    /// Whether the address may be kept by something that is not known.
    bool mayLeave(const FunctionFact& function, const Value& handle) const {
        if (captured_.contains(handle.entity)) return true;
        for (const Event& event : function.events()) {
            const bool isCall = event.kind == EventKind::Call;
            if (event.kind == EventKind::Construct && event.object.entity == handle.entity)
                continue;
            if (isCall && isModelled(event.name)) continue;
            if (isCall && mentions(event.object, handle.entity)) return true;
            for (const Value& arg : event.args)
                if (mentions(arg, handle.entity)) return true;
        }
        return false;
    }

    bool isStarted(const FunctionFact& function, const Value& handle, uint32_t from) const {
        for (uint32_t i = from; i < function.events().size(); ++i) {
            const Event& event = function.events()[i];
            const bool mayStart = event.kind == EventKind::Call && models_.handOver(event.name);
            if (!mayStart || models_.frees(event.name)) continue;
            for (const Value& arg : event.args)
                if (mentions(arg, handle.entity)) return true;
        }
        return false;
    }

    /// Whether the function may run a loop, or wait for one, after `from`.
    bool mayRunOrWait(const FunctionFact& function, uint32_t from, int depth) const {
        for (uint32_t i = 0; i < function.events().size(); ++i) {
            const Event& event = function.events()[i];
            if (event.kind != EventKind::Call) continue;
            if (depth == 0 && !mayFollow(function, from, i)) continue;
            const bool waits = event.name.str().find("wait") != std::string::npos;
            if (models_.runsLoop(event.name) || models_.wait(event.name) ||
                models_.joins(event.name) || waits)
                return true;
            const FunctionFact* callee = program_.function(event.callee);
            if (callee && depth < 6 && mayRunOrWait(*callee, 0, depth + 1)) return true;
        }
        return false;
    }

    /// A close that only happens later (its callback is handed to the loop), and a delete.
    void visitClose(const FunctionFact& function, uint32_t index) {
        const Event& event = function.events()[index];
        if (!models_.frees(event.name) || !models_.handOver(event.name) || event.args.empty())
            return;
        for (uint32_t i = 0; i < function.events().size(); ++i) {
            const Value* deleted = deletedBy(function.events()[i]);
            if (!deleted || !mayFollow(function, index, i)) continue;
            if (!isPointer(*deleted) || !isPartOf(event.args[0], *deleted)) continue;
            if (!precedes(function, index, i) || mayRunOrWait(function, index, 0)) continue;
            found_.push_back({&function, index, i, event.args[0]});
            return;
        }
    }

    /// What an event deletes or gives back; null if nothing.
    const Value* deletedBy(const Event& event) const {
        if (event.kind == EventKind::Destroy) return &event.object;
        const bool isFree = event.kind == EventKind::Call && models_.deallocates(event.name);
        return isFree && !event.args.empty() ? &event.args[0] : nullptr;
    }

    bool isPointer(const Value& value) const {
        if (value.is(ValueKind::This)) return true;
        const Type* type = value.entity ? engine_.objects.typeOf(value.entity) : nullptr;
        return type && type->held == Held::Pointer;
    }

    /// Whether `part` is the object `whole`, or a member of it that is no pointer.
    static bool isPartOf(const Value& part, const Value& whole) {
        if (part.kind == whole.kind && part.entity == whole.entity &&
            (part.is(ValueKind::This) || part.is(ValueKind::Variable)))
            return true;
        if (!part.is(ValueKind::Field)) return false;
        if (whole.is(ValueKind::Field) && part.entity == whole.entity) return true;
        return !part.isPointer && !part.parts.empty() && isPartOf(part.parts[0], whole);
    }

    const Program& program_;
    const Models& models_;
    const Engine& engine_;
    std::unordered_map<Entity, bool> captured_;
    std::vector<ShortLived> found_;
};

} // namespace

std::vector<ShortLived> shortLivedHandles(const Program& program, const Models& models,
                                          const Engine& engine) {
    return ShortLivedReader(program, models, engine).read();
}

} // namespace looplint
