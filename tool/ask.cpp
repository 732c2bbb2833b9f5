#include "ask.h"

#include "analysis/engine.h"
#include "analysis/link_units.h"
#include "analysis/uses.h"
#include "commands.h"
#include "compile_db.h"
#include "lint.h"
#include "models/annotated.h"
#include "program_file.h"

#include <llvm/Support/raw_ostream.h>

#include <algorithm>
#include <functional>

namespace looplint {

namespace {

using Visit = std::function<void(const Program&, const Models&, const Engine&)>;

std::vector<UnitFacts> unitsOf(Options& options, unsigned skip) {
    const bool isFile = options.files.size() > skip && isProgramFile(options.files.back());
    if (isFile) return readProgramFile(options.files.back());
    options.files.erase(options.files.begin(), options.files.begin() + skip);
    std::vector<UnitProblem> problems;
    std::vector<UnitFacts> units = extractAll(loadCommands(options), {}, options.jobs, problems);
    for (const UnitProblem& problem : problems)
        for (const std::string& error : problem.errors) llvm::errs() << error << "\n";
    return units;
}

void forEachProgram(Options options, unsigned skip, const Visit& visit) {
    const Models models = loadModels(configFor(options));
    const std::vector<UnitFacts> units = unitsOf(options, skip);
    for (const std::vector<size_t>& indices : linkUnits(units)) {
        std::vector<const UnitFacts*> members;
        for (size_t index : indices) members.push_back(&units[index]);
        const Program program(std::move(members));
        const AnnotatedModels annotated(models, program);
        visit(program, annotated.models(), Engine(program, annotated.models()));
    }
}

std::string text(const Location& at) {
    return at.file + ":" + std::to_string(at.line) + ":" + std::to_string(at.column);
}

void printContexts(const FunctionFact& function, const Models& models, const Engine& engine) {
    llvm::outs() << function.name.str() << "  " << text(function.at) << "\n";
    if (engine.contexts.of(function).empty()) llvm::outs() << "  runs in no thread that is known\n";
    for (const auto& [context, last] : engine.contexts.of(function)) {
        llvm::outs() << "  runs in " << engine.contexts.describe(context) << "\n";
        for (const Step& step : engine.contexts.chain(function, context)) {
            const Event& event = step.function->events()[step.event];
            const char* how = engine.contexts.threadEntry(event) ? "started"
                              : models.handOver(event.name) || models.connection(event.name)
                                  ? "handed over"
                                  : "called";
            llvm::outs() << "    " << text(event.at) << ": " << how << " in '"
                         << step.function->name.str() << "', in "
                         << engine.contexts.describe(step.from) << "\n";
        }
    }
}

void printLoop(ObjectId loop, const std::vector<ObjectId>& bound, const Engine& engine) {
    llvm::outs() << "loop '" << engine.objects[loop].name.str() << "'\n";
    const Runners& runners = engine.contexts.runners(loop);
    for (const auto& [context, run] : runners)
        llvm::outs() << "  run in " << engine.contexts.describe(context) << ", "
                     << text(run.function->events()[run.event].at) << "\n";
    if (runners.empty()) llvm::outs() << "  nothing is seen to run it\n";
    for (ObjectId object : bound)
        llvm::outs() << "  '" << engine.objects[object].name.str() << "' is bound to it, "
                     << text((*engine.bindings.siteOf(object))->at) << "\n";
}

/// Which function hands what over to which loop.
void printHandOvers(const Program& program, const Models& models, const Engine& engine) {
    for (const FunctionFact* function : program.functions())
        for (const Event& event : function->events()) {
            const HandOver* over = models.handOver(event.name);
            const Value* operand = over ? operandOf(event, over->loop) : nullptr;
            const auto object = operand ? engine.objects.one(*function, *operand) : std::nullopt;
            const auto home = object ? engine.contexts.homeOf(*object) : std::nullopt;
            if (!home) continue;
            for (const FunctionFact* callable :
                 engine.contexts.callablesIn(*function, event, over->callable))
                llvm::outs() << text(event.at) << ": '" << function->name.str() << "' hands '"
                             << callable->name.str() << "' over to "
                             << engine.contexts.describe(*home) << "\n";
        }
}

void printLoops(const Program& program, const Models& models, const Engine& engine) {
    std::map<ObjectId, std::vector<ObjectId>> loops;
    for (ObjectId id = 0; id < engine.objects.size(); ++id) {
        if (!engine.contexts.runners(id).empty()) loops[id];
        if (const auto loop = engine.bindings.loopOf(id); loop && engine.bindings.siteOf(id))
            loops[*loop].push_back(id);
    }
    for (const auto& [loop, bound] : loops) printLoop(loop, bound, engine);
    printHandOvers(program, models, engine);
}

/// The functions that nothing known enters and from which `from` is called.
void addEntries(
    const FunctionFact* from,
    const std::unordered_map<const FunctionFact*, std::vector<const FunctionFact*>>& callers,
    std::vector<const FunctionFact*>& entries) {
    std::vector<const FunctionFact*> open{from};
    for (size_t i = 0; i < open.size(); ++i) {
        auto found = callers.find(open[i]);
        if (found == callers.end())
            entries.push_back(open[i]);
        else
            for (const FunctionFact* caller : found->second)
                if (std::find(open.begin(), open.end(), caller) == open.end())
                    open.push_back(caller);
    }
}

void printEntries(const Program& program, const Models& models, const Engine& engine) {
    std::unordered_map<const FunctionFact*, std::vector<const FunctionFact*>> callers;
    for (const FunctionFact* function : program.functions())
        for (const Event& event : function->events())
            for (const FunctionFact* callee : engine.contexts.calleesOf(*function, event))
                callers[callee].push_back(function);
    std::map<const FunctionFact*, uint32_t> counts;
    for (const Use& use : usesOf(program, models, engine)) {
        if (!use.operation || !engine.contexts.of(*use.site.function).empty()) continue;
        std::vector<const FunctionFact*> entries;
        addEntries(use.site.function, callers, entries);
        for (const FunctionFact* entry : entries) ++counts[entry];
    }
    std::vector<std::pair<const FunctionFact*, uint32_t>> sorted(counts.begin(), counts.end());
    std::sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) {
        return std::tuple(b.second, a.first->at, a.first->name) <
               std::tuple(a.second, b.first->at, b.first->name);
    });
    for (const auto& [entry, count] : sorted)
        llvm::outs() << entry->name.str() << "  " << text(entry->at) << "  would settle " << count
                     << (count == 1 ? " use" : " uses") << "\n";
}

int ask(const std::vector<std::string>& arguments, const Visit& visit) {
    forEachProgram(parseOptions(arguments), 0, visit);
    return 0;
}
} // namespace

int loopsCommand(const std::vector<std::string>& arguments) { return ask(arguments, printLoops); }

int entriesCommand(const std::vector<std::string>& arguments) {
    return ask(arguments, printEntries);
}

int whyCommand(const std::vector<std::string>& arguments) {
    const Options options = parseOptions(arguments);
    if (options.files.empty()) throw UsageError("why: expected the name of a function");
    const std::string& name = options.files.front();
    bool isFound = false;
    forEachProgram(options, 1,
                   [&](const Program& program, const Models& models, const Engine& engine) {
                       for (const FunctionFact* function : program.functions()) {
                           const llvm::StringRef full = function->name.str();
                           if (full != name && !full.ends_with("::" + name)) continue;
                           isFound = true;
                           printContexts(*function, models, engine);
                       }
                   });
    if (!isFound) throw UsageError("why: no function '" + name + "' in the project's code");
    return 0;
}

} // namespace looplint
