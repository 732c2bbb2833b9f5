#include "analysis/instances.h"

#include "analysis/flow.h"
#include "analysis/holders.h"
#include "analysis/resolve.h"

#include <algorithm>
#include <functional>

namespace looplint {

namespace {
constexpr int kDeepest = 12;
constexpr uint32_t kMany = 2;

/// Calls `visit` with each class of which a value of this type may hold several by value.
void forEachOfMany(const Type& type, const std::function<void(Name)>& visit) {
    if (type.held != Held::Value || type.arguments.empty()) return;
    const bool isSingle = isSingleHolder(type.generic);
    for (const Type& argument : type.arguments) {
        if (argument.held == Held::Value && argument.record && !isSingle) visit(argument.record);
        forEachOfMany(argument, visit);
    }
}
} // namespace

/// Yields an element, or an iterator, of what it is called on.
static bool yieldsElement(const Event& event) {
    static constexpr std::string_view kNames[] = {"operator*", "operator->", "operator[]", "begin",
                                                  "front",     "back",       "at"};
    const std::string& name = event.name.str();
    const std::string_view last = std::string_view(name).substr(name.rfind(':') + 1);
    return event.kind == EventKind::Call && !event.object.is(ValueKind::Unknown) &&
           std::find(std::begin(kNames), std::end(kNames), last) != std::end(kNames);
}

const Value& containerOf(const FunctionFact& function, const Value& value) {
    const Value* at = &rootOf(value);
    for (int depth = 0; depth < kDeepest; ++depth) {
        const Value* next = nullptr;
        if (at->is(ValueKind::Variable))
            next = onlyAssignment(function, at->entity);
        else if (at->is(ValueKind::Result) && at->event < function.events().size() &&
                 yieldsElement(function.events()[at->event]))
            next = &function.events()[at->event].object;
        if (!next) return *at;
        const bool leads = rootOf(*next).entity ||
                           (next->is(ValueKind::Result) && next->event < function.events().size() &&
                            yieldsElement(function.events()[next->event]));
        if (!leads) return *at;
        at = &rootOf(*next);
    }
    return *at;
}

Instances::Instances(const Program& program, const Models& models, const Objects& objects,
                     const Contexts& contexts)
    : program_(program), models_(models), objects_(objects), contexts_(contexts) {
    indexCalls();
    indexParts();
}

/// What each class is a part of.
void Instances::indexParts() {
    for (const RecordFact* record : program_.records()) {
        for (const Type& base : record->bases) partOf_[base.record].push_back({record->key, false});
        for (const Field& field : record->fields) {
            fields_[field.entity] = {record->key, field.type.isArray};
            forEachOfMany(field.type,
                          [&](Name many) { partOf_[many].push_back({record->key, true}); });
            if (field.type.record && field.type.held == Held::Value)
                partOf_[field.type.record].push_back({record->key, field.type.isArray});
        }
    }
}

void Instances::indexCalls() {
    for (const FunctionFact* function : program_.functions())
        for (uint32_t i = 0; i < function->events().size(); ++i) {
            const Event& event = function->events()[i];
            const bool calls = event.kind == EventKind::Call || event.kind == EventKind::Construct;
            if (calls && event.callee) {
                Calls& known = calls_[event.callee];
                if (known.count++ == 0) known.first = {function, i};
            }
            if (event.kind == EventKind::Construct) {
                forEachOfMany(event.type, [&](Name many) { isBuiltOften_.insert(many); });
                if (event.type.record) built_[event.type.record].push_back({function, i});
            }
            if (event.object.is(ValueKind::Variable) && event.object.entity)
                if (const auto [site, isNew] = locals_.add(event.object.entity); isNew)
                    site = {function, i};
        }
}

/// How often a function runs in one run of the program.
Instances::Count Instances::runsOf(const FunctionFact& function, int depth) const {
    if (&function == program_.main() || function.isInitializer) return 1;
    if (depth > kDeepest) return kMany;
    if (function.isLambda) return runsOfLambda(function, depth);
    const Calls* calls = calls_.find(function.entity);
    if (!calls || calls->count != 1) return kMany;
    const Site& site = calls->first;
    if (site->isOnce) return 1;
    return isRepeated(*site.function, site.event) ? kMany : runsOf(*site.function, depth + 1);
}

/// A lambda that is the body of a thread runs as often as the thread is started.
Instances::Count Instances::runsOfLambda(const FunctionFact& lambda, int depth) const {
    const FunctionFact* around = program_.function(lambda.enclosing);
    if (!around) return kMany;
    for (uint32_t i = 0; i < around->events().size(); ++i) {
        const Event& event = around->events()[i];
        const bool isPassed =
            std::any_of(event.args.begin(), event.args.end(), [&](const Value& arg) {
                return arg.is(ValueKind::Lambda) && arg.entity == lambda.entity;
            });
        if (!isPassed) continue;
        const bool isOnce = contexts_.threadEntry(event) && !isRepeated(*around, i);
        return isOnce ? runsOf(*around, depth + 1) : kMany;
    }
    return kMany;
}

/// How often a class is built but as a part of others.
Instances::Count Instances::builtAlone(Name record, int depth) const {
    if (isBuiltOften_.contains(record)) return kMany;
    Count count = 0;
    auto sites = built_.find(record);
    if (sites == built_.end()) return count;
    for (const Site& site : sites->second) {
        if (count >= kMany) break;
        if (site->object.is(ValueKind::This)) continue;
        const bool isMember = site->object.is(ValueKind::Field) && !site->isHeap;
        if (isMember) continue; // counted with the class that it is a member of
        if (site->isOnce)
            count += 1;
        else
            count +=
                isRepeated(*site.function, site.event) ? kMany : runsOf(*site.function, depth + 1);
    }
    return count;
}

Instances::Count Instances::countOf(Name record, int depth) const {
    if (!program_.main() || depth > kDeepest) return kMany;
    auto known = counts_.find(record);
    if (known != counts_.end()) return known->second;
    counts_[record] = kMany; // of itself, if it contains itself
    Count count = builtAlone(record, depth);
    auto parts = partOf_.find(record);
    if (parts != partOf_.end())
        for (const Part& part : parts->second)
            count += part.isMany ? kMany : countOf(part.whole, depth + 1);
    return counts_[record] = std::min(count, kMany);
}

Name Instances::ownerOf(const Entity& field) const {
    const FieldOf* of = fields_.find(field);
    return of ? of->record : Name();
}

bool Instances::isOnly(const Entity& variable) const {
    if (const VariableFact* global = program_.definition(variable).variable)
        return !global->isThreadLocal && !global->type.isArray;
    if (const FieldOf* of = fields_.find(variable)) return !of->isArray && isOnly(of->record);
    const Site* local = locals_.find(variable);
    return local && runsOf(*local->function) == 1;
}

bool Instances::isOnly(ObjectId id) const {
    const Object& object = objects_[id];
    switch (object.kind) {
    case ObjectKind::Default:
        return true;
    case ObjectKind::Class:
        return isOnly(object.record);
    case ObjectKind::Variable:
        return isOnly(object.entity);
    default:
        break;
    }
    const FunctionFact* maker = program_.function(object.entity);
    if (!maker || object.kind == ObjectKind::Callable) return false;
    return maker->events()[object.event].isOnce ||
           (!isRepeated(*maker, object.event) && runsOf(*maker) == 1);
}

bool Instances::isOnly(const Context& context) const {
    if (context.kind == ContextKind::Main) return true;
    if (context.kind == ContextKind::Loop) return isOnly(context.loop);
    const FunctionFact& maker = contexts_.makerOf(context);
    return !context.isPool && maker.overrides.empty() && runsOf(maker) == 1;
}

bool Instances::isOwn(const FunctionFact& function, const Value& value,
                      const Context& context) const {
    if (isOnly(context)) return true;
    const Value* root = &containerOf(function, value);
    if (root->is(ValueKind::This)) return staysIn(objects_.selfOf(function), function, context);
    const Name owner = root->is(ValueKind::Field) ? ownerOf(root->entity) : Name();
    if (!owner) return false;
    while (root->is(ValueKind::Field) && !root->parts.empty()) root = &root->parts[0];
    return isSelf(function, *root) && staysIn(owner, function, context);
}

bool Instances::isSelf(const FunctionFact& function, const Value& value, int depth) const {
    if (value.is(ValueKind::This)) return true;
    if (depth > kDeepest) return false; // variables that are assigned to each other
    if (value.is(ValueKind::Result) && value.event < function.events().size())
        return function.events()[value.event].name.str().ends_with("::shared_from_this");
    if (!value.is(ValueKind::Variable)) return false;
    if (const Value* assigned = onlyAssignment(function, value.entity))
        return isSelf(function, *assigned, depth + 1);
    const FunctionFact* around = program_.function(function.enclosing);
    for (const Capture& capture : function.captures)
        if (around && capture.entity == value.entity)
            return isSelf(*around, capture.value, depth + 1);
    return false;
}

bool Instances::isOf(const FunctionFact& function, Name record) const {
    const Name self = objects_.selfOf(function);
    if (!self) return false;
    const auto isAmong = [](const std::vector<Name>& bases, Name name) {
        return std::find(bases.begin(), bases.end(), name) != bases.end();
    };
    return self == record || isAmong(program_.basesOf(self), record) ||
           isAmong(program_.basesOf(record), self);
}

/// Whether a call from a method of an instance enters a method, or a lambda, of the same instance.
bool Instances::entersSelf(Name record, const Step& step, const FunctionFact& entered) const {
    if (!isOf(*step.function, record)) return false;
    if (entered.isLambda) return entered.enclosing == step.function->entity;
    return isSelf(*step.function, step.function->events()[step.event].object);
}

/// Whether a hand-over on a loop, or a thread, of an instance is given a callable of the same one.
bool Instances::passesSelf(Name record, const Step& step, const FunctionFact& entered) const {
    if (!isOf(*step.function, record)) return false;
    const Event& event = step.function->events()[step.event];
    const auto isOwn = [&](const Value* value) {
        while (value && value->is(ValueKind::Field) && !value->parts.empty())
            value = &value->parts[0];
        return value && isSelf(*step.function, *value);
    };
    const HandOver* over = models_.handOver(event.name);
    if (over && !isOwn(operandOf(event, over->loop))) return false;
    if (entered.isLambda) return entered.enclosing == step.function->entity;
    return std::any_of(event.args.begin(), event.args.end(), [&](const Value& arg) {
        return isOwn(arg.is(ValueKind::Bind) && arg.parts.size() > 1 ? &arg.parts[1] : &arg);
    });
}

bool Instances::staysIn(Name record, const FunctionFact& function, const Context& context) const {
    const std::vector<Step> steps = contexts_.chain(function, context);
    if (!isOf(function, record)) return false;
    for (size_t i = steps.size(); i-- > 0;) {
        const FunctionFact& entered = i + 1 < steps.size() ? *steps[i + 1].function : function;
        const Event& event = steps[i].function->events()[steps[i].event];
        if (contexts_.threadEntry(event) || models_.handOver(event.name))
            return passesSelf(record, steps[i], entered);
        if (models_.connection(event.name) || !entersSelf(record, steps[i], entered)) return false;
    }
    return true;
}

} // namespace looplint
