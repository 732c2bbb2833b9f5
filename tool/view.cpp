#include "view.h"

#include <algorithm>
#include <set>

namespace looplint {

std::string viewId(const Entity& entity) {
    return entity.unit ? entity.usr + ("@" + entity.unit.str()) : entity.usr.str();
}

namespace {

ViewPlace place(const Location& at) { return {at.file.str(), at.line, at.column}; }

class Viewer {
  public:
    explicit Viewer(const Analysis& analysis)
        : program_(analysis.program), models_(analysis.models), engine_(analysis.engine()) {}

    ViewFunction named(const FunctionFact& function) const {
        return {.id = viewId(function.entity),
                .name = function.name.str(),
                .at = place(function.at),
                .isLambda = function.isLambda,
                .isCoroutine = function.isCoroutine};
    }

    ViewFunction function(const FunctionFact& function) const {
        ViewFunction view = named(function);
        for (const auto& [context, last] : engine_.contexts.of(function)) {
            view.contexts.push_back(described(context, engine_.contexts.chain(function, context)));
            if (last.function && howOf(last.function->events()[last.event]) != kCalled)
                view.isEntered = true;
        }
        addSegments(function, view);
        return view;
    }

    std::vector<ViewObject> objects() const {
        std::vector<ViewObject> views;
        for (ObjectId id = 0; id < engine_.objects.size(); ++id) {
            const bool isLoop = !engine_.contexts.runners(id).empty();
            const bool isBound = engine_.bindings.typeOf(id) || engine_.bindings.siteOf(id);
            if ((isLoop || isBound) && engine_.objects[id].entity) views.push_back(object(id));
        }
        return views;
    }

    /// Calls `use` with each call of the program, into which function it goes, and how.
    template <class Use>
    void forEachCall(Use use) const {
        for (const FunctionFact* from : program_.functions())
            for (const Event& event : from->events())
                for (const FunctionFact* to : targetsOf(*from, event)) use(*from, event, *to);
        // Wrappers and signals lead on too; what was proved knows them.
        for (const FunctionFact* to : program_.functions())
            for (const auto& [context, step] : engine_.contexts.of(*to))
                if (step.function) use(*step.function, step.function->events()[step.event], *to);
    }

    ViewCall call(const FunctionFact& from, const Event& event, const FunctionFact& to) const {
        return {named(from), named(to), place(event.at), howOf(event)};
    }

  private:
    static constexpr const char* kCalled = "called";

    const char* howOf(const Event& event) const {
        if (engine_.contexts.threadEntry(event)) return "started as a thread";
        if (models_.handOver(event.name) || models_.connection(event.name)) return "handed over";
        return kCalled;
    }

    /// What the event enters, now or later.
    std::vector<const FunctionFact*> targetsOf(const FunctionFact& from, const Event& event) const {
        if (const HandOver* over = models_.handOver(event.name))
            return engine_.contexts.callablesIn(from, event, over->callable);
        if (const ThreadEntry* entry = engine_.contexts.threadEntry(event))
            return engine_.contexts.callablesIn(from, event, entry->callable);
        return engine_.contexts.calleesOf(from, event);
    }

    ViewContext described(const Context& context, const std::vector<Step>& chain) const {
        ViewContext view{.name = engine_.contexts.describe(context)};
        for (const auto& [loop, runners] : engine_.contexts.runners())
            if (view.loop.empty() && runners.contains(context))
                view.loop = engine_.objects[loop].name.str();
        for (const Step& step : chain) {
            const Event& event = step.function->events()[step.event];
            view.chain.push_back({place(event.at), std::string(howOf(event)) + " in '" +
                                                       step.function->name.str() + "', in " +
                                                       engine_.contexts.describe(step.from)});
        }
        return view;
    }

    /// Guards and switches let some events run in some of the function's contexts only.
    void addSegments(const FunctionFact& function, ViewFunction& view) const {
        if (!function.isCoroutine || view.contexts.size() < 2) return;
        std::vector<Context> before;
        for (const auto& [context, last] : engine_.contexts.of(function)) before.push_back(context);
        for (uint32_t i = 0; i < function.events().size(); ++i) {
            const std::vector<Context> now = engine_.contexts.at(function, i);
            if (now == before || now.empty()) continue;
            ViewSegment segment{place(function.events()[i].at), {}};
            for (const Context& context : now)
                segment.contexts.push_back(
                    described(context, engine_.contexts.chain(function, context)));
            view.segments.push_back(std::move(segment));
            before = now;
        }
    }

    /// By what the model says of its type.
    std::string bindingOf(ObjectId id) const {
        const BoundType* type = engine_.bindings.typeOf(id);
        if (!type) return "";
        switch (type->binding) {
        case Binding::Argument:
            return "belongs to the loop that it is built with";
        case Binding::Current:
            return "binds to the loop that is current where it is built";
        case Binding::Thread:
            return "belongs to the thread that builds it";
        case Binding::Call:
            return "binds to a loop by a call";
        }
        return "";
    }

    ViewObject object(ObjectId id) const {
        const Object& object = engine_.objects[id];
        ViewObject view{.id = viewId(object.entity), .name = object.name.str()};
        view.binding = bindingOf(id);
        if (const VariableFact* variable = program_.definition(object.entity).variable)
            view.at = place(variable->at);
        if (const Site* site = engine_.bindings.siteOf(id)) view.bound = place((*site)->at);
        const auto loop = engine_.bindings.loopOf(id);
        if (loop && *loop != id) view.loop = engine_.objects[*loop].name.str();
        for (const auto& [context, run] : engine_.contexts.runners(loop.value_or(id)))
            view.homes.push_back(engine_.contexts.describe(context));
        if (view.homes.empty())
            if (const auto home = engine_.contexts.homeOf(id);
                home && (home->kind != ContextKind::Loop || home->loop != id))
                view.homes.push_back(engine_.contexts.describe(*home));
        return view;
    }

    const Program& program_;
    const Models& models_;
    const Engine& engine_;
};

/// The local or global variable that a value is, or is part of.
Entity rootOf(const Value& value) {
    if (value.is(ValueKind::Field) && !value.parts.empty()) return rootOf(value.parts.front());
    return value.is(ValueKind::Variable) ? value.entity : Entity{};
}

void addCallables(const Value& value, std::vector<Entity>& callables) {
    if (value.is(ValueKind::Function) || value.is(ValueKind::Lambda))
        callables.push_back(value.entity);
    for (const Value& part : value.parts) addCallables(part, callables);
}

/// The handlers that are handed to an application, which a server then runs on its own loop.
class Served {
  public:
    Served(const Program& program, const Models& models) {
        for (const FunctionFact* function : program.functions())
            for (const Event& event : function->events())
                if (const Server* server = models.server(event.name))
                    if (server->application < event.args.size())
                        add(*function, event, rootOf(event.args[server->application]));
    }
    /// Adds the server's loop to what runs `function`.
    void addTo(ViewFunction& view, const Entity& function) const {
        const auto context = contexts_.find(function);
        if (context == contexts_.end() || !view.contexts.empty()) return;
        view.contexts.push_back(context->second);
        view.isEntered = true;
    }

  private:
    void add(const FunctionFact& function, const Event& serve, const Entity& application) {
        if (!application) return;
        for (const Event& event : function.events()) {
            if (rootOf(event.object) != application) continue;
            std::vector<Entity> callables;
            for (const Value& arg : event.args) addCallables(arg, callables);
            for (const Entity& callable : callables)
                contexts_[callable] = {
                    .name = "the loop that '" + serve.name.str() + "' runs",
                    .loop = "",
                    .chain = {{place(event.at), "handed over in '" + function.name.str() + "'"},
                              {place(serve.at), "served in '" + function.name.str() + "'"}}};
        }
    }

    std::map<Entity, ViewContext> contexts_;
};

} // namespace

std::map<std::string, FileView> viewsOf(const Analysis& analysis,
                                        const std::vector<std::string>& files) {
    const Viewer viewer(analysis);
    const Served served(analysis.program, analysis.models);
    std::map<std::string, FileView> views;
    for (const std::string& file : files) views[file].objects = viewer.objects();
    for (const FunctionFact* function : analysis.program.functions())
        if (const auto view = views.find(function->at.file.str());
            view != views.end() && !function->isInitializer) {
            view->second.functions.push_back(viewer.function(*function));
            served.addTo(view->second.functions.back(), function->entity);
        }
    return views;
}

/// The calls that `isWanted` picks by caller and callee, each once.
template <class IsWanted>
static std::vector<ViewCall> callsWhere(const Analysis& analysis, IsWanted isWanted) {
    const Viewer viewer(analysis);
    std::set<std::tuple<const Event*, const FunctionFact*>> seen;
    std::vector<ViewCall> calls;
    viewer.forEachCall([&](const FunctionFact& from, const Event& event, const FunctionFact& to) {
        if (isWanted(from, to) && seen.emplace(&event, &to).second)
            calls.push_back(viewer.call(from, event, to));
    });
    return calls;
}

std::vector<ViewCall> callsInto(const Analysis& analysis, const std::string& id) {
    return callsWhere(analysis, [&](const FunctionFact&, const FunctionFact& to) {
        return viewId(to.entity) == id;
    });
}

std::vector<ViewCall> callsOutOf(const Analysis& analysis, const std::string& id) {
    return callsWhere(analysis, [&](const FunctionFact& from, const FunctionFact&) {
        return viewId(from.entity) == id;
    });
}

} // namespace looplint
