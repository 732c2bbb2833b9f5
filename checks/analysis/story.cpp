#include "analysis/story.h"

#include "analysis/message.h"

namespace looplint {

static constexpr Message kBoundHere{"'{0}' is bound here"};
static constexpr Message kRunHere{"the loop '{0}' is run here, in {1}"};
static constexpr Message kStartedHere{"the thread is started here"};
static constexpr Message kHandedHere{"handed over here"};
static constexpr Message kCalledHere{"called from here"};

void tellHome(Finding& finding, const Engine& engine, ObjectId object) {
    const Objects& objects = engine.objects;
    finding.scene.object = objects[object].name.str();
    if (const Site* site = engine.bindings.siteOf(object)) {
        finding.scene.bound = (*site)->at;
        if (!((*site)->at == finding.at))
            finding.notes.push_back({(*site)->at, kBoundHere(objects[object].name.str())});
    }
    const std::optional<ObjectId> loop = engine.bindings.loopOf(object);
    if (!loop) return;
    finding.scene.loop = objects[*loop].name.str();
    for (const auto& [home, run] : engine.contexts.runners(*loop))
        if (run.function) {
            finding.scene.home = engine.contexts.describe(home);
            finding.scene.run = run.function->events()[run.event].at;
            finding.notes.push_back(
                {finding.scene.run, kRunHere(objects[*loop].name.str(), finding.scene.home)});
        }
}

void tellChain(Finding& finding, const Engine& engine, const Models& models,
               const FunctionFact& function, const Context& context) {
    finding.scene.away = engine.contexts.describe(context);
    finding.scene.way = static_cast<uint32_t>(finding.notes.size());
    for (const Step& step : engine.contexts.chain(function, context)) {
        const Event& event = step.function->events()[step.event];
        const bool isHandOver =
            models.handOver(event.name) || models.connection(event.name) != nullptr;
        finding.notes.push_back({event.at, engine.contexts.threadEntry(event) ? kStartedHere()
                                           : isHandOver                       ? kHandedHere()
                                                                              : kCalledHere()});
    }
    finding.scene.wayEnd = static_cast<uint32_t>(finding.notes.size());
}

bool isInDestructor(const Engine& engine, const Models& models, const FunctionFact& function,
                    const Context& context) {
    const auto isDestructor = [](const FunctionFact& f) {
        return !f.isLambda && f.name.str().find("::~") != std::string::npos;
    };
    if (isDestructor(function)) return true;
    const std::vector<Step> chain = engine.contexts.chain(function, context);
    for (auto step = chain.rbegin(); step != chain.rend(); ++step) {
        const Event& event = step->function->events()[step->event];
        const bool isElsewhere = engine.contexts.threadEntry(event) ||
                                 models.handOver(event.name) || models.connection(event.name);
        if (isElsewhere) return false;
        if (isDestructor(*step->function)) return true;
    }
    return false;
}

} // namespace looplint
