// A loop-bound object with static storage is built before any loop runs and destroyed after the
// last one is gone. Whether that is wrong by itself (a timer of a GUI library, a future) or only
// with what the program does (a timer on a static io_context) is the model's to say.

#include "analysis/check.h"
#include "analysis/reach.h"
#include "analysis/static_binding.h"

namespace looplint {

static constexpr Message kCurrentLoop{
    "'{0}' ({1}) is bound to the default loop before main, not to the loop that runs later; {2}"};
static constexpr Message kAllShards{
    "'{0}' ({1}) is one for all shards, but belongs to the shard that uses it; {2}"};
static constexpr Message kFirstCaller{
    "function-local static '{0}' ({1}) stays bound to the loop of its first caller; {2}"};
static constexpr Message kBeforeApplication{
    "'{0}' ({1}) is built before the application object and destroyed after it; {2}"};
static constexpr Message kAfterApplication{
    "function-local static '{0}' ({1}) is destroyed after the application object; {2}"};
static constexpr Message kGlobalStatic{
    "'{0}' ({1}) is built on first use and destroyed after the application object; {2}"};
static constexpr Message kJudged{"static '{0}' ({1}) is bound to '{2}', but {3}; {4}"};
static constexpr Message kHeldHere{"'{0}' is held here"};
static constexpr Message kBoundHere{"bound to the loop here"};
static constexpr Message kCalledHere{"called from here, during static initialization"};

static constexpr Option kAllowedTypes{"allowed-types", "",
                                      "types that may have static storage, separated by ';'"};
static constexpr Option kOptions[] = {kAllowedTypes};

namespace {

class StaticObjects {
  public:
    StaticObjects(const Analysis& analysis, std::vector<Finding>& findings)
        : program_(analysis.program),
          models_(analysis.models),
          findings_(findings),
          binding_(program_, models_),
          resolver_(program_, models_) {
        for (const std::string& type : analysis.options.list("loop-static-object", kAllowedTypes))
            allowed_.push_back(Name(type));
    }

    void run() {
        for (const Definition& definition : program_.definitions()) visit(definition);
    }

  private:
    void visit(const Definition& definition);
    void visitHeld(const Definition& definition, const HeldObject& held, Name name);
    void judge(const Definition& definition, const HeldObject& held, const Event& event,
               const Frame& frame, const Value& loop, Name name);
    /// The type of the object that the variable, or the macro that made it, stands for.
    Type objectType(const Definition& definition) const;
    void reach(const Definition& definition,
               const std::function<bool(const Event&, const Frame&)>& visit) const;
    bool isMade(const Definition& definition, const HeldObject& held) const;
    Finding& report(const Definition& definition, const HeldObject& held, const std::string& path,
                    std::string message);

    const Program& program_;
    const Models& models_;
    std::vector<Finding>& findings_;
    StaticBinding binding_;
    Resolver resolver_;
    std::vector<Name> allowed_;
};

/// "Q_GLOBAL_STATIC(Type, name)" -> "Q_GLOBAL_STATIC".
Name macroName(Name text) { return Name(text.str().substr(0, text.str().find('('))); }

/// The argument with that index, as written; the whole text if there is none.
Name macroArgument(Name text, uint32_t index) {
    const std::string& all = text.str();
    size_t begin = all.find('(');
    while (begin < all.size()) {
        size_t end = ++begin;
        for (int depth = 0; end < all.size() && (depth > 0 || (all[end] != ',' && all[end] != ')'));
             ++end)
            depth += (all[end] == '(' || all[end] == '<') - (all[end] == ')' || all[end] == '>');
        if (index-- == 0) {
            const size_t first = all.find_first_not_of(" \t\n", begin),
                         last = all.find_last_not_of(" \t\n", end - 1);
            return first < end ? Name(all.substr(first, last - first + 1)) : text;
        }
        if (end < all.size() && all[end] == ')') break;
        begin = end;
    }
    return text;
}

void StaticObjects::visit(const Definition& definition) {
    const VariableFact& variable = *definition.variable;
    if (variable.isThreadLocal || matches(allowed_, variable.type.generic)) return;
    Name name = variable.name;
    if (const StaticMacro* macro = models_.staticMacro(macroName(variable.macro))) {
        if (macro->allowed) return;
        name = macroArgument(variable.macro, macro->nameArgument);
    }
    for (const HeldObject& held : heldBy(objectType(definition), program_, models_))
        if (!matches(allowed_, held.type.generic)) visitHeld(definition, held, name);
}

Type StaticObjects::objectType(const Definition& definition) const {
    const VariableFact& variable = *definition.variable;
    const StaticMacro* macro = models_.staticMacro(macroName(variable.macro));
    if (!macro) return variable.type;
    for (const FunctionFact* function : program_.functions())
        if (function->at == variable.at)
            for (const Event& event : function->events())
                if (event.kind == EventKind::Construct && event.isHeap) return event.type;
    return variable.type;
}

void StaticObjects::visitHeld(const Definition& definition, const HeldObject& held, Name name) {
    std::string path = name.str();
    for (size_t i = 0; i < held.path.size(); ++i)
        if (held.at[i] != definition.variable->at)
            path += "." + held.path[i]; // else the macro's own member
    const std::string type = held.type.generic.str();
    const bool isLocal = definition.variable->storage == Storage::Local;
    const bool isGlobal =
        models_.staticMacro(macroName(definition.variable->macro)); // Q_GLOBAL_STATIC and its like
    if (held.isOptional && !isMade(definition, held)) return;
    if (held.bound->staticRule == StaticRule::Never) {
        const Message& message = held.bound->needsApplication ? (isGlobal  ? kGlobalStatic
                                                                 : isLocal ? kAfterApplication
                                                                           : kBeforeApplication)
                                 : held.bound->isShardBound   ? kAllShards
                                 : isLocal                    ? kFirstCaller
                                                              : kCurrentLoop;
        report(definition, held, path, message(path, type, held.bound->advice));
        return;
    }
    reach(definition, [&](const Event& event, const Frame& frame) {
        const Value* loop = nullptr;
        const Value* object = &event.object;
        if (event.kind == EventKind::Construct && held.bound->binding == Binding::Argument &&
            event.type.generic == held.type.generic && held.bound->argument < event.args.size())
            loop = &event.args[held.bound->argument];
        const Binder* binder = event.kind == EventKind::Call ? models_.binder(event.name) : nullptr;
        if (binder && held.bound->binding == Binding::Call &&
            std::max(binder->loop.index, binder->object.index) < event.args.size()) {
            loop = &event.args[binder->loop.index];
            object = &event.args[binder->object.index];
        }
        if (!loop) return true;
        const Place place = resolver_.resolve(*object, frame);
        if (place.root != definition.variable->entity || place.path != held.path) return true;
        judge(definition, held, event, frame, *loop, Name(path));
        return false;
    });
}

void StaticObjects::judge(const Definition& definition, const HeldObject& held, const Event& event,
                          const Frame& frame, const Value& loop, Name path) {
    const Place place = resolver_.resolve(loop, frame);
    const Place object = resolver_.resolve({.kind = ValueKind::Variable,
                                            .name = definition.variable->name,
                                            .entity = definition.variable->entity},
                                           frame);
    Place part = object;
    part.path = held.path;
    const auto objection = binding_.objection(place, part, definition, held.bound->starts);
    if (!objection) return;
    Finding& finding = report(definition, held, path.str(),
                              kJudged(path.str(), held.type.generic.str(), place.text(),
                                      objection->reason, held.bound->advice));
    for (const Event* call : callChain(frame))
        if (call->at != definition.variable->at) finding.notes.push_back({call->at, kCalledHere()});
    if (event.at != definition.variable->at) finding.notes.push_back({event.at, kBoundHere()});
    if (!objection->note.empty()) finding.notes.push_back({objection->at, objection->note});
}

/// Runs over what initialises the variable: its initialiser, or the part of the function around a
/// function-local static that runs once.
void StaticObjects::reach(const Definition& definition,
                          const std::function<bool(const Event&, const Frame&)>& visit) const {
    const VariableFact& variable = *definition.variable;
    if (const FunctionFact* initializer = program_.initializer(variable.entity))
        return reachFrom(program_, *initializer, visit);
    const FunctionFact* around = program_.function(variable.function);
    if (!around) return;
    const Frame frame{around, nullptr, nullptr};
    for (const Event& event : around->events()) {
        if (!event.isOnce) continue;
        if (!visit(event, frame)) return;
        const FunctionFact* callee = event.isVirtual ? nullptr : program_.function(event.callee);
        if (!callee || resolver_.resolve(event.object, frame).root != variable.entity) continue;
        bool go = true;
        const Frame inner{callee, &event, &frame};
        for (const Event& made : callee->events())
            if (!(go = visit(made, inner))) break;
        if (!go) return;
    }
}

bool StaticObjects::isMade(const Definition& definition, const HeldObject& held) const {
    bool made = false;
    reach(definition, [&](const Event& event, const Frame& frame) {
        if (event.kind != EventKind::Construct || event.type.generic != held.type.generic)
            return true;
        const Place object = resolver_.resolve(event.object, frame);
        const bool isOther =
            object.is(PlaceKind::Variable) && object.root != definition.variable->entity;
        made = !isOther && (event.isHeap || !object.is(PlaceKind::Made));
        return !made;
    });
    return made;
}

Finding& StaticObjects::report(const Definition& definition, const HeldObject& held,
                               const std::string& path, std::string message) {
    Finding& finding = findings_.emplace_back();
    finding.check = "loop-static-object";
    finding.at = definition.variable->at;
    finding.message = std::move(message);
    finding.subject = definition.variable->entity;
    finding.type = held.type.generic;
    if (!held.at.empty() && held.at.back() != finding.at)
        finding.notes.push_back({held.at.back(), kHeldHere(path)});
    return finding;
}

void run(const Analysis& analysis, std::vector<Finding>& findings) {
    StaticObjects(analysis, findings).run();
}

} // namespace

extern constinit const Check staticObject = {.name = "loop-static-object",
                                             .title =
                                                 "a loop-bound object has static storage duration",
                                             .options = kOptions,
                                             .run = run};

} // namespace looplint
