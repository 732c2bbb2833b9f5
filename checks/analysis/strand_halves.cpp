#include "analysis/strand_halves.h"

#include "analysis/flow.h"
#include "analysis/held.h"

#include <algorithm>

namespace looplint {

namespace {

/// A hand-over of a handler of the same object, to a loop that several threads run.
struct Start {
    Site site;
    const FunctionFact* handler = nullptr;
    ObjectId loop = 0;
    bool isOnStrand = false;
};

/// std::bind and its like, which give their callable no executor.
bool isBind(const Event& event) {
    const std::string& name = event.name.str();
    return name.ends_with("::bind") || name.ends_with("::bind_front") ||
           name.ends_with("::bind_front_handler");
}

class StrandHalves {
  public:
    StrandHalves(const Program& program, const Models& models, const Engine& engine,
                 const Instances& instances)
        : program_(program), models_(models), engine_(engine), instances_(instances) {}

    std::vector<StrandHalf> find(const std::vector<Use>& uses) {
        for (const FunctionFact* function : program_.functions())
            if (!function->isCoroutine && engine_.objects.selfOf(*function))
                for (uint32_t i = 0; i < function->events().size(); ++i) readStart(*function, i);
        if (starts_.size() < 2) return {};
        for (const Use& use : uses)
            if (use.object && use.operation && use.operation->isConcurrentOnly && isOwn(use))
                uses_[use.site.function].push_back(&use);
        for (const FunctionFact* function : program_.functions()) visit(*function);
        return std::move(found_);
    }

  private:
    using Indices = std::vector<uint32_t>; // of starts

    void readStart(const FunctionFact& function, uint32_t index) {
        const Event& event = function.events()[index];
        const HandOver* over =
            event.kind == EventKind::Call ? models_.handOver(event.name) : nullptr;
        if (!over || over->home.kind != HomeKind::Bound || models_.isStrand(event.name)) return;
        const Value* operand = operandOf(event, over->loop);
        const auto object = operand ? engine_.objects.one(function, *operand) : std::nullopt;
        if (!object) return;
        const bool isOnStrand = isStrand(function, event, *operand);
        if (!isOnStrand && !isPlain(*object, *operand)) return;
        const ObjectId loop = engine_.bindings.loopOf(*object).value_or(*object);
        if (!engine_.contexts.isRunByMany(loop)) return;
        const Context home = engine_.contexts.homeOfLoop(loop);
        for (const FunctionFact* handler :
             engine_.contexts.callablesIn(function, event, over->callable)) {
            if (handler->isCoroutine || !engine_.contexts.of(*handler).contains(home)) continue;
            if (!isOwnHandler(function, event, *handler)) continue;
            if (!isOnStrand && !isBare(function, event)) continue;
            byFunction_[&function].push_back(static_cast<uint32_t>(starts_.size()));
            starts_.push_back({{&function, index}, handler, loop, isOnStrand});
        }
    }

    bool isStrand(const FunctionFact& function, const Event& event, const Value& loop) const {
        const Type* type = loop.entity ? engine_.objects.typeOf(loop.entity) : nullptr;
        if (type && models_.isStrand(type->generic)) return true;
        return std::any_of(event.args.begin(), event.args.end(), [&](const Value& arg) {
            return arg.is(ValueKind::Result) && arg.event < function.events().size() &&
                   models_.isStrand(function.events()[arg.event].name);
        });
    }

    /// Whether an object, or the loop itself, is bound to the loop with no strand between.
    bool isPlain(ObjectId object, const Value& operand) const {
        const auto isLoop = [&](const Value& value) {
            const Type* type = value.entity ? engine_.objects.typeOf(value.entity) : nullptr;
            return type && models_.loop(type->generic);
        };
        if (!engine_.bindings.typeOf(object)) return isLoop(operand);
        const Site* site = engine_.bindings.siteOf(object);
        if (!site || (*site)->kind != EventKind::Construct) return false;
        const BoundType* bound = boundTypeOf((*site)->type, program_, models_);
        const Value* loop = bound ? operandOf(**site, {bound->argument}) : nullptr;
        return loop && isLoop(*loop);
    }

    /// Whether the handlers of a hand-over are callables that bring no executor.
    bool isBare(const FunctionFact& function, const Event& event) const {
        return std::any_of(event.args.begin(), event.args.end(), [&](const Value& arg) {
            if (arg.is(ValueKind::Result) && arg.event < function.events().size())
                return isBind(function.events()[arg.event]);
            return arg.is(ValueKind::Lambda) || arg.is(ValueKind::Bind);
        });
    }

    bool isSelf(const FunctionFact& function, const Value& value) const {
        return instances_.isSelf(function, value);
    }

    /// Whether a handler is of the same object as the function that hands it over.
    bool isOwnHandler(const FunctionFact& function, const Event& event,
                      const FunctionFact& handler) const {
        if (handler.isLambda) return handler.enclosing == function.entity;
        const auto binds = [&](const List<Value>& values) {
            return values.size() > 1 && isSelf(function, values[1]);
        };
        std::vector<const Event*> open{&event};
        for (size_t i = 0; i < open.size(); ++i)
            for (const Value& arg : open[i]->args) {
                if (arg.is(ValueKind::Bind) && binds(arg.parts)) return true;
                if (!arg.is(ValueKind::Result) || arg.event >= function.events().size()) continue;
                const Event& made = function.events()[arg.event];
                if (isBind(made) && binds(made.args)) return true;
                if (models_.isStrand(made.name)) open.push_back(&made);
            }
        return false;
    }

    /// Whether a use is of a member of the function's own object.
    bool isOwn(const Use& use) const {
        const Value* value = operandOf(*use.site, use.operation->object);
        return value && value->is(ValueKind::Field) && value->entity && !value->parts.empty() &&
               engine_.objects[*use.object].entity == value->entity &&
               isSelf(*use.site.function, value->parts[0]);
    }

    bool takesLock(const FunctionFact& function) const {
        return std::any_of(function.events().begin(), function.events().end(), [&](const Event& event) {
            return event.kind == EventKind::Construct && models_.isLock(event.type.generic);
        });
    }

    /// The methods that a function calls on its own object, before it returns.
    std::vector<const FunctionFact*> ownCallees(const FunctionFact& function,
                                                const Event& event) const {
        const bool isOwnCall = event.kind == EventKind::Call && event.callee &&
                               !models_.handOver(event.name) && isSelf(function, event.object);
        return isOwnCall ? engine_.contexts.calleesOf(function, event)
                         : std::vector<const FunctionFact*>{};
    }

    /// All that a function runs on its own object, itself first; nothing if it takes a lock.
    std::vector<const FunctionFact*> ownRun(const FunctionFact& first) const {
        std::vector<const FunctionFact*> all{&first};
        for (size_t i = 0; i < all.size(); ++i) {
            if (takesLock(*all[i]) || all[i]->isCoroutine) return {};
            for (const Event& event : all[i]->events())
                for (const FunctionFact* callee : ownCallees(*all[i], event))
                    if (std::find(all.begin(), all.end(), callee) == all.end())
                        all.push_back(callee);
        }
        return all;
    }

    std::vector<const Use*> usesIn(const FunctionFact& handler) const {
        std::vector<const Use*> all;
        for (const FunctionFact* function : ownRun(handler)) {
            auto own = uses_.find(function);
            if (own != uses_.end()) all.insert(all.end(), own->second.begin(), own->second.end());
        }
        return all;
    }

    /// The starts that an event leads to, itself or by calls on the same object.
    Indices startsAt(const FunctionFact& function, uint32_t index) const {
        Indices found;
        const auto add = [&](const FunctionFact& in, const uint32_t* only) {
            auto own = byFunction_.find(&in);
            if (own == byFunction_.end()) return;
            for (uint32_t start : own->second)
                if (!only || starts_[start].site.event == *only) found.push_back(start);
        };
        add(function, &index);
        for (const FunctionFact* callee : ownCallees(function, function.events()[index]))
            for (const FunctionFact* inner : ownRun(*callee)) add(*inner, nullptr);
        return found;
    }

    void visit(const FunctionFact& function) {
        if (function.isCoroutine || !engine_.objects.selfOf(function)) return;
        std::vector<std::pair<uint32_t, uint32_t>> all; // event, start
        for (uint32_t i = 0; i < function.events().size(); ++i)
            for (uint32_t start : startsAt(function, i)) all.emplace_back(i, start);
        for (size_t i = 0; i < all.size(); ++i)
            for (size_t j = i + 1; j < all.size(); ++j)
                if (all[i].first != all[j].first && precedes(function, all[i].first, all[j].first))
                    visitPair(starts_[all[i].second], starts_[all[j].second]);
    }

    void visitPair(const Start& first, const Start& second) {
        if (first.handler == second.handler || first.loop != second.loop) return;
        if (first.isOnStrand && second.isOnStrand) return;
        const Start &bare = first.isOnStrand ? second : first,
                    &other = first.isOnStrand ? first : second;
        const std::vector<const Use*> others = usesIn(*other.handler);
        for (const Use* use : usesIn(*bare.handler)) {
            const auto isSame = [&](const Use* that) { return that->object == use->object; };
            if (std::none_of(others.begin(), others.end(), isSame)) continue;
            if (!told_.insert(*use->object).second) continue;
            found_.push_back(
                {use, bare.loop, engine_.contexts.homeOfLoop(bare.loop), bare.site, other.site});
        }
    }

    const Program& program_;
    const Models& models_;
    const Engine& engine_;
    const Instances& instances_;
    std::vector<Start> starts_;
    std::unordered_map<const FunctionFact*, Indices> byFunction_;
    std::unordered_map<const FunctionFact*, std::vector<const Use*>> uses_;
    std::set<ObjectId> told_;
    std::vector<StrandHalf> found_;
};

} // namespace

std::vector<StrandHalf> strandHalves(const Program& program, const Models& models,
                                     const Engine& engine, const Instances& instances,
                                     const std::vector<Use>& uses) {
    return StrandHalves(program, models, engine, instances).find(uses);
}

} // namespace looplint
