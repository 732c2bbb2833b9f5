// An object is built before the loop or the application it needs exists: by a static initialiser,
// however deep in its calls; before the application object in main; or on the default loop in main
// and then handed to a server that runs a loop of its own.

#include "analysis/check.h"
#include "analysis/flow.h"
#include "analysis/late_forks.h"
#include "analysis/late_setup.h"
#include "analysis/reach.h"
#include "analysis/static_binding.h"

#include <algorithm>
#include <set>

namespace looplint {

static constexpr Message kStaticChain{"the initializer of '{0}' builds a {1} before main, when no "
                                      "{2} exists; build it on first use from main"};
static constexpr Message kStaticBound{
    "the initializer of '{0}' binds a {1} to '{2}', but {3}; {4}"};
static constexpr Message kBeforeApplication{"{0} is built before the {1} that it needs; {2}"};
static constexpr Message kHandedToServer{"'{0}' ({1}) is bound to the default loop, but '{2}' runs "
                                         "the application on a loop of its own; {3}"};
static constexpr Message kBeforeSetup{"'{0}' is called before '{1}', but {2} and {3} use what it "
                                      "makes; {4}"};
static constexpr Message kSetupHere{"'{0}' is called here, too late"};
static constexpr Message kBeforeFork{"the loop of '{0}' is made before the program goes into the "
                                     "background, and run after it; make it in the child, or tell "
                                     "it of the fork"};
static constexpr Message kForksHere{"the program goes into the background here"};
static constexpr Message kRunHere{"the loop is run here"};
static constexpr Message kBuiltHere{"built here"};
static constexpr Message kCalledHere{"called from here, during static initialization"};
static constexpr Message kApplicationHere{"the application object is built here"};
static constexpr Message kReachesHere{"handed to the application here"};
static constexpr Message kServerHere{"the server makes and runs its loop here"};

namespace {

class EarlyConstructions {
  public:
    EarlyConstructions(const Analysis& analysis, std::vector<Finding>& findings)
        : analysis_(analysis),
          program_(analysis.program),
          models_(analysis.models),
          findings_(findings),
          binding_(program_, models_),
          resolver_(program_, models_) {}

    void run() {
        for (const Definition& definition : program_.definitions())
            if (const FunctionFact* initializer = program_.initializer(definition.variable->entity))
                visitInitializer(definition, *initializer);
        if (program_.main()) visitApplication(*program_.main());
        for (const FunctionFact* function : program_.functions()) visitServers(*function);
        if (!models_.setups().empty()) visitSetups(analysis_.engine());
        for (const LateFork& late : lateForks(program_, models_, analysis_.engine()))
            visitFork(late);
    }

  private:
    void visitInitializer(const Definition& definition, const FunctionFact& initializer);
    bool visitStaticEvent(const Definition& definition, const Event& event, const Frame& frame);
    void visitApplication(const FunctionFact& main);
    bool isApplication(const Type& type) const;
    void visitServers(const FunctionFact& function);
    void visitSetups(const Engine& engine);
    void visitFork(const LateFork& late);
    void visitHanded(const FunctionFact& function, uint32_t server, const Server& model);
    Finding& report(const Location& at, const Entity& subject, Name type, std::string message);
    void addChain(Finding& finding, const Frame& frame, const Event& event);

    const Analysis& analysis_;
    const Program& program_;
    const Models& models_;
    std::vector<Finding>& findings_;
    StaticBinding binding_;
    Resolver resolver_;
};

Finding& EarlyConstructions::report(const Location& at, const Entity& subject, Name type,
                                    std::string message) {
    Finding& finding = findings_.emplace_back();
    finding.check = "loop-early-construction";
    finding.at = at;
    finding.message = std::move(message);
    finding.subject = subject;
    finding.type = type;
    return finding;
}

void EarlyConstructions::addChain(Finding& finding, const Frame& frame, const Event& event) {
    for (const Event* call : callChain(frame)) finding.notes.push_back({call->at, kCalledHere()});
    finding.notes.push_back({event.at, kBuiltHere()});
}

/// Objects that the variable itself holds are loop-static-object's; here it is about the others.
void EarlyConstructions::visitInitializer(const Definition& definition,
                                          const FunctionFact& initializer) {
    if (definition.variable->isThreadLocal) return;
    reachFrom(program_, initializer, [&](const Event& event, const Frame& frame) {
        return visitStaticEvent(definition, event, frame);
    });
}

bool EarlyConstructions::visitStaticEvent(const Definition& definition, const Event& event,
                                          const Frame& frame) {
    const VariableFact& variable = *definition.variable;
    const BoundType* bound =
        event.kind == EventKind::Construct ? boundTypeOf(event.type, program_, models_) : nullptr;
    const Binder* binder = event.kind == EventKind::Call ? models_.binder(event.name) : nullptr;
    if (!bound && !binder) return true;
    if (binder && std::max(binder->loop.index, binder->object.index) >= event.args.size())
        return true;
    const Place object =
        resolver_.resolve(binder ? event.args[binder->object.index] : event.object, frame);
    const bool isOwn = object.root == variable.entity && variable.type.held == Held::Value;
    if (isOwn) return true;
    if (bound && bound->staticRule == StaticRule::Never) {
        const bool isKept = event.isHeap || event.isOnce || object.is(PlaceKind::Made) ||
                            bound->needsApplication || program_.definition(object.root).variable;
        if (!isKept) return true;
        Finding& finding =
            report(variable.at, variable.entity, event.type.generic,
                   kStaticChain(variable.name.str(), event.type.generic.str(),
                                bound->needsApplication ? "application object" : "running loop"));
        addChain(finding, frame, event);
        return false;
    }
    const uint32_t argument = binder ? binder->loop.index : bound->argument;
    if ((bound && bound->binding != Binding::Argument) || argument >= event.args.size())
        return true;
    const Place loop = resolver_.resolve(event.args[argument], frame);
    const auto objection = binding_.objection(loop, object, definition, {});
    if (!objection) return true;
    const Name type = bound ? event.type.generic : event.name;
    Finding& finding =
        report(variable.at, variable.entity, type,
               kStaticBound(variable.name.str(), type.str(), loop.text(), objection->reason,
                            bound ? bound->advice : binder->advice));
    addChain(finding, frame, event);
    if (!objection->note.empty()) finding.notes.push_back({objection->at, objection->note});
    return false;
}

bool EarlyConstructions::isApplication(const Type& type) const {
    if (models_.isApplication(type.generic)) return true;
    const RecordFact* record = program_.record(type.record);
    return record && std::any_of(record->bases.begin(), record->bases.end(),
                                 [&](const Type& base) { return isApplication(base); });
}

void EarlyConstructions::visitApplication(const FunctionFact& main) {
    struct Early {
        const Event* event;
        const BoundType* bound;
        const Event* inMain; // the object itself, or the call that builds it
    };
    std::vector<Early> early;
    const Event* application = nullptr;
    reachFrom(program_, main, [&](const Event& event, const Frame& frame) {
        if (event.kind != EventKind::Construct) return true;
        const bool isApplication = this->isApplication(event.type);
        if (isApplication) application = &event;
        const BoundType* bound = boundTypeOf(event.type, program_, models_);
        const Event* inMain = &event;
        for (const Frame* at = &frame; at->call; at = at->caller) inMain = at->call;
        if (bound && bound->needsApplication) early.push_back({&event, bound, inMain});
        return !isApplication;
    });
    const auto indexOf = [&](const Event* event) {
        return static_cast<uint32_t>(event - main.events().begin());
    };
    if (!application) { // main may return before it is built
        for (const Event& event : main.events())
            if (event.kind == EventKind::Construct && isApplication(event.type))
                application = &event;
        std::erase_if(early, [&](const Early& object) {
            return !application || !precedes(main, indexOf(object.inMain), indexOf(application));
        });
    }
    for (const Early& object : early) {
        const std::string what =
            object.event->object.name
                ? "'" + object.event->object.name + "' (" + object.event->type.generic + ")"
                : "a " + object.event->type.generic;
        // An object of main whose constructor builds it is what has to move.
        const bool isPart = object.inMain != object.event &&
                            object.inMain->kind == EventKind::Construct &&
                            object.inMain->object.entity;
        const Event& at = isPart ? *object.inMain : *object.event;
        Finding& finding =
            report(at.at, at.object.entity, object.event->type.generic,
                   kBeforeApplication(what, application->type.generic.str(), object.bound->advice));
        if (isPart) finding.notes.push_back({object.event->at, kBuiltHere()});
        finding.notes.push_back({application->at, kApplicationHere()});
    }
}

void EarlyConstructions::visitServers(const FunctionFact& function) {
    if (function.isCoroutine || function.isInitializer) return;
    for (uint32_t i = 0; i < function.events().size(); ++i)
        if (const Server* server = models_.server(function.events()[i].name))
            visitHanded(function, i, *server);
}

/// What is reachable from the application that is served: everything that was put into it, and
/// into what was put into it.
class Contents {
  public:
    Contents(const Program& program, const FunctionFact& function)
        : program_(program), function_(function) {}

    void add(const Value& value, const Event* through) {
        for (const Value& part : value.parts) add(part, through);
        if (value.is(ValueKind::Lambda))
            if (const FunctionFact* lambda = program_.function(value.entity))
                for (const Capture& capture : lambda->captures) add(capture.value, through);
        if (value.is(ValueKind::Variable) && variables_.insert(value.entity).second)
            addPutInto(value.entity, through);
        if (value.is(ValueKind::Result) && value.event < function_.events().size() &&
            events_.emplace(value.event, through).second)
            for (const Value& arg : function_.events()[value.event].args) add(arg, through);
    }
    /// The event that put the object that `construct` made into the application; null if none did.
    const Event* through(uint32_t construct) const {
        auto made = events_.find(construct);
        if (made != events_.end()) return made->second;
        const Value& object = function_.events()[construct].object;
        auto into = into_.find(object.entity);
        return object.is(ValueKind::Variable) && into != into_.end() ? into->second : nullptr;
    }

  private:
    static const Entity& rootOf(const Value& value) {
        return value.is(ValueKind::Field) && !value.parts.empty() ? rootOf(value.parts[0])
                                                                  : value.entity;
    }
    void addPutInto(const Entity& variable, const Event* through) {
        into_[variable] = through;
        for (const Event& event : function_.events()) {
            const bool goesIn =
                event.kind != EventKind::Destroy && rootOf(receiver(event)) == variable;
            if (goesIn)
                for (const Value& arg : event.args) add(arg, &event);
        }
    }
    /// `app.info["key"] = x` and `app.router.add(x)` put x into app.
    const Value& receiver(const Event& event) const {
        const Value* object = &event.object;
        while (object->is(ValueKind::Result) && object->event < function_.events().size() &&
               function_.events()[object->event].kind == EventKind::Call)
            object = &function_.events()[object->event].object;
        return *object;
    }

    const Program& program_;
    const FunctionFact& function_;
    std::set<Entity> variables_;
    std::map<uint32_t, const Event*> events_;
    std::map<Entity, const Event*> into_;
};

void EarlyConstructions::visitHanded(const FunctionFact& function, uint32_t server,
                                     const Server& model) {
    const Event& serve = function.events()[server];
    if (model.application >= serve.args.size()) return;
    Contents contents(program_, function);
    contents.add(serve.args[model.application], &serve);
    for (uint32_t i = 0; i < function.events().size(); ++i) {
        const Event& event = function.events()[i];
        if (event.kind != EventKind::Construct || !precedes(function, i, server)) continue;
        const std::vector<HeldObject> held = heldBy(event.type, program_, models_);
        const Event* through = held.empty() ? nullptr : contents.through(i);
        if (!through || held.front().bound->binding != Binding::Current) continue;
        std::string path = event.object.is(ValueKind::Variable) ? event.object.name.str()
                                                                : event.type.generic.str();
        for (Name part : held.front().path) path += "." + part;
        Finding& finding = report(
            event.at, event.object.entity, held.front().type.generic,
            kHandedToServer(path, held.front().type.generic.str(), serve.name.str(), model.advice));
        if (through != &serve) finding.notes.push_back({through->at, kReachesHere()});
        finding.notes.push_back({serve.at, kServerHere()});
    }
}

void EarlyConstructions::visitSetups(const Engine& engine) {
    for (const LateSetup& late : lateSetups(program_, models_, engine)) {
        Finding& finding =
            report(late.early->at, late.function->entity, late.early->name,
                   kBeforeSetup(late.early->name.str(), late.late->name.str(),
                                engine.contexts.describe(late.first),
                                engine.contexts.describe(late.second), late.setup->advice));
        finding.notes.push_back({late.late->at, kSetupHere(late.late->name.str())});
    }
}

void EarlyConstructions::visitFork(const LateFork& late) {
    const auto& events = late.function->events();
    const Event& made = events[late.made];
    const std::string name = made.object.name ? made.object.name.str()
                                              : analysis_.engine().objects[late.loop].name.str();
    Finding& finding = report(made.at, made.object.entity, made.type.generic, kBeforeFork(name));
    finding.notes.push_back({events[late.fork].at, kForksHere()});
    finding.notes.push_back({events[late.run].at, kRunHere()});
}

void run(const Analysis& analysis, std::vector<Finding>& findings) {
    EarlyConstructions(analysis, findings).run();
}

} // namespace

extern constinit const Check earlyConstruction = {
    .name = "loop-early-construction",
    .title = "built before the loop or application it needs exists",
    .options = {},
    .run = run};

} // namespace looplint
