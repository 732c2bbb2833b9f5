// A thread that runs a loop is started, and nothing in the program ever waits for it or lets it go.

#include "analysis/check.h"
#include "analysis/flow.h"
#include "analysis/holders.h"
#include "analysis/story.h"

#include <algorithm>
#include <unordered_set>

namespace looplint {

static constexpr Message kNeverJoined{"'{0}' is started here to run the loop '{1}', and nothing "
                                      "joins it: the end of '{2}' ends the program; stop the loop "
                                      "and join the thread first"};
static constexpr Message kRunHere{"the loop is run here"};
static constexpr Message kDiesHere{"it is destroyed here while it is joinable: std::terminate()"};

namespace {

class MissingShutdown {
  public:
    MissingShutdown(const Analysis& analysis, std::vector<Finding>& findings)
        : program_(analysis.program),
          contexts_(analysis.engine().contexts),
          objects_(analysis.engine().objects),
          findings_(findings) {
        for (const FunctionFact* function : program_.functions()) noteMentions(*function);
    }

    void run() {
        for (const auto& [loop, runners] : contexts_.runners())
            for (const auto& [context, step] : runners)
                if (context.kind == ContextKind::Thread) visitThread(loop, context, step);
    }

  private:
    void noteMentions(const FunctionFact& function);
    void noteMentions(const Value& value);
    bool isKeeper(const Value& place) const;
    bool isSeenWhole(const RecordFact& record) const;
    void visitThread(ObjectId loop, const Context& thread, const Step& run);
    /// The variable or field that keeps the thread which an event starts; null if it is another's.
    const Value* keeperOf(const FunctionFact& function, uint32_t start) const;
    /// What destroys the keeper for certain, the thread still running; null if nothing is seen to.
    const Event* endOf(const FunctionFact& function, uint32_t start, const Value& keeper) const;
    bool isStart(const FunctionFact& function, const Event& event) const;

    const Program& program_;
    const Contexts& contexts_;
    const Objects& objects_;
    std::vector<Finding>& findings_;
    std::unordered_set<Entity> mentioned_; // what is done more with than to start a thread in it
    std::unordered_set<Entity> told_;      // keepers: one thread may run several loops
};

bool isThread(const Type& type) {
    return type.generic == Name("std::thread") && type.held == Held::Value;
}

/// What an event makes of the thread that another one starts: `thread_ = std::thread(…)`.
bool takes(const Event& event, uint32_t start) {
    return event.args.size() == 1 && event.args[0].is(ValueKind::Result) &&
           event.args[0].event == start;
}

/// Whether a call only asks: joinable(), get_id().
bool isQuestion(const Event& event) {
    return event.name == Name("std::thread::joinable") || event.name == Name("std::thread::get_id");
}

bool MissingShutdown::isStart(const FunctionFact& function, const Event& event) const {
    if (contexts_.threadEntry(event)) return true;
    if (event.args.size() != 1 || !event.args[0].is(ValueKind::Result)) return false;
    const uint32_t made = event.args[0].event;
    return made < function.events().size() && contexts_.threadEntry(function.events()[made]);
}

void MissingShutdown::noteMentions(const FunctionFact& function) {
    for (const Event& event : function.events()) {
        for (const Value& arg : event.args) noteMentions(arg);
        const bool isOwnLife = event.kind == EventKind::Construct ||
                               event.kind == EventKind::Destroy ||
                               event.kind == EventKind::Initialize;
        if (!isOwnLife && !isQuestion(event) && !isStart(function, event))
            noteMentions(event.object);
    }
    for (const Capture& capture : function.captures) noteMentions(capture.value);
}

void MissingShutdown::noteMentions(const Value& value) {
    if (isKeeper(value)) mentioned_.insert(value.entity);
    for (const Value& part : value.parts) noteMentions(part);
}

bool MissingShutdown::isSeenWhole(const RecordFact& record) const {
    return std::all_of(record.outOfLine.begin(), record.outOfLine.end(),
                       [&](const Entity& method) { return program_.function(method); });
}

/// Whether a value is a variable or field of a thread.
bool MissingShutdown::isKeeper(const Value& place) const {
    const Type* type = isNamed(place) ? objects_.typeOf(place.entity) : nullptr;
    return type && isThread(*type);
}

const Value* MissingShutdown::keeperOf(const FunctionFact& function, uint32_t start) const {
    const Event& thread = function.events()[start];
    if (isKeeper(thread.object)) return &thread.object;
    for (const Event& event : function.events())
        if (takes(event, start) && isKeeper(event.object)) return &event.object;
    return nullptr;
}

const Event* MissingShutdown::endOf(const FunctionFact& function, uint32_t start,
                                    const Value& keeper) const {
    const FunctionFact* ender = &function;
    if (keeper.is(ValueKind::Field)) {
        const RecordFact* record = program_.record(function.record);
        if (!record || !isSeenWhole(*record)) return nullptr;
        ender = program_.function(record->destructor);
        if (!ender || contexts_.of(*ender).empty()) return nullptr;
    }
    for (uint32_t i = 0; i < ender->events().size(); ++i) {
        const Event& event = ender->events()[i];
        const bool isEnd = event.kind == EventKind::Destroy && event.object.entity == keeper.entity;
        if (isEnd && (ender != &function || mayFollow(function, start, i))) return &event;
    }
    return nullptr;
}

void MissingShutdown::visitThread(ObjectId loop, const Context& thread, const Step& run) {
    const FunctionFact& maker = contexts_.makerOf(thread);
    if (thread.event >= maker.events().size() || maker.isLambda) return;
    const Event& start = maker.events()[thread.event];
    const Value* keeper = isThread(start.type) ? keeperOf(maker, thread.event) : nullptr;
    if (!keeper || mentioned_.contains(keeper->entity)) return;
    const Event* end = endOf(maker, thread.event, *keeper);
    if (!end || !told_.insert(keeper->entity).second) return;
    Finding& finding = findings_.emplace_back();
    finding.check = "loop-missing-shutdown";
    finding.at = start.at;
    finding.subject = keeper->entity;
    finding.message =
        kNeverJoined(keeper->name.str(), objects_[loop].name.str(),
                     keeper->is(ValueKind::Field) ? program_.record(maker.record)->generic.str()
                                                  : keeper->name.str());
    finding.notes.push_back({run.function->events()[run.event].at, kRunHere()});
    finding.notes.push_back({end->at, kDiesHere()});
}

void run(const Analysis& analysis, std::vector<Finding>& findings) {
    MissingShutdown(analysis, findings).run();
}

} // namespace

extern constinit const Check missingShutdown = {
    .name = "loop-missing-shutdown",
    .title = "a thread that runs a loop is started and never joined",
    .options = {},
    .run = run};

} // namespace looplint
