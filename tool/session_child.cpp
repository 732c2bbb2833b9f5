// What a session does in child processes.

#include "analysis/link_units.h"
#include "findings_bytes.h"
#include "fixer.h"
#include "head_start.h"
#include "lint.h"
#include "models/annotated.h"
#include "references.h"
#include "session_request.h"
#include "session_state.h"
#include "unit_answer.h"

#include <algorithm>
#include <filesystem>
#include <thread>

#include <unistd.h>

using nlohmann::json;

namespace looplint {

static Overlay overlayOf(const OpenTexts& texts) {
    Overlay overlay;
    for (const auto& [file, text] : texts) overlay[file] = text;
    return overlay;
}

static BytesOut message(MessageKind kind) {
    BytesOut out;
    out.number(kind);
    return out;
}

static std::string dumped(const json& value) {
    return value.dump(-1, ' ', false, json::error_handler_t::replace);
}

void Session::precompile(const std::string& unit, const OpenTexts& texts, const Emit& emit) const {
    const KnownUnit& known = state_->units.at(unit);
    const std::optional<Store> store = state_->store();
    std::optional<std::string> pch = store ? store->newFile("open", ".pch") : std::nullopt;
    std::error_code error;
    if (!pch)
        pch = (std::filesystem::temp_directory_path(error) /
               ("looplint-" + std::to_string(getpid()) + ".pch"))
                  .string();
    const auto preamble = buildOpenPreamble(known.command, overlayOf(texts), *pch);
    BytesOut out = message(MessageKind::Preamble);
    out.text(unit), out.number(preamble.has_value());
    const auto text = texts.find(unit);
    if (!preamble)
        return out.text(text == texts.end() ? "" : headOf(text->second).first), emit(out.take());
    preamble->write(out);
    if (store) {
        BytesOut entry;
        preamble->write(entry);
        store->put("open", preamble->key + preamble->head, entry.take());
    }
    emit(out.take());
}

static uint64_t keyOf(const std::vector<size_t>& program, const std::vector<UnitFacts>& units) {
    std::string names;
    for (size_t unit : program) names += units[unit].unit.str() + '\n';
    return hashOf(names);
}

Session::State::Linked Session::State::link() {
    Linked linked;
    for (auto& [path, unit] : units)
        if (unit.facts && (isIndexed || unit.isOpen)) {
            linked.units.push_back(std::move(*unit.facts));
            linked.owners.push_back(&unit);
        }
    linked.programs = linkUnits(linked.units);
    if (linked.units.empty()) linked.programs.clear();
    for (const auto& program : linked.programs) linked.keys.push_back(keyOf(program, linked.units));
    return linked;
}

void Session::State::unlink(Linked linked) {
    for (size_t i = 0; i < linked.units.size(); ++i)
        linked.owners[i]->facts = std::move(linked.units[i]);
}

/// Tells all keys, and what was found in some programs.
static void emitPrograms(const std::vector<uint64_t>& keys, const std::vector<ProgramNews>& news,
                         const Emit& emit) {
    BytesOut out = message(MessageKind::Programs);
    out.list(keys, [&](uint64_t each) { out.number(each); });
    out.list(news, [&](const ProgramNews& program) {
        out.number(program.key), writeFindings(out, program.findings);
    });
    emit(out.take());
}

static void emitViews(const std::map<std::string, FileView>& views, const Emit& emit) {
    BytesOut out = message(MessageKind::View);
    out.text(dumped(views)), emit(out.take());
}

static void emitFacts(MessageKind kind, const std::string& unit, const std::string& facts,
                      const std::set<std::string>& headers, const Emit& emit) {
    BytesOut out = message(kind);
    out.text(unit), out.text(facts), out.number(hashOf(facts));
    out.list(headers, [&](const std::string& header) { out.text(header); });
    emit(out.take());
}

static void emitProblem(const UnitProblem& problem, const Emit& emit) {
    if (!problem.isLost && problem.errors.empty()) return;
    BytesOut out = message(MessageKind::Problem);
    out.text(
        problem.unit + (problem.isLost ? ": not analyzed: " : ": analyzed as far as it goes: ") +
        (problem.errors.empty() ? "the compile command could not be run" : problem.errors.front()));
    emit(out.take());
}

/// The files of a project that a unit was read from; not the libraries'.
static std::set<std::string> headersOf(const Dependencies& read, const std::string& unit) {
    std::set<std::string> headers;
    for (const auto& [file, stamp] : read.files)
        if (file != unit && !file.starts_with("/usr/")) headers.insert(file);
    return headers;
}

/// Analyses the programs that `isWanted` picks, and tells of all of them at once.
template <class IsWanted>
static void analyze(const Session::State::Linked& linked, const Models& models,
                    const Config& config, const OpenTexts& texts, const Emit& emit,
                    IsWanted isWanted) {
    std::vector<std::string> open;
    for (const auto& [file, text] : texts) open.push_back(file);
    std::vector<ProgramNews> news;
    std::map<std::string, FileView> views;
    for (size_t i = 0; i < linked.programs.size(); ++i) {
        if (!isWanted(i)) continue;
        std::vector<const UnitFacts*> members;
        for (size_t unit : linked.programs[i]) members.push_back(&linked.units[unit]);
        news.push_back(
            {linked.keys[i],
             analyzeProgram(std::move(members), models, config, [&](const Analysis& analysis) {
                 for (auto& [file, view] : viewsOf(analysis, open))
                     if (!view.functions.empty()) views[file] = std::move(view);
             })});
    }
    emitPrograms(linked.keys, news, emit);
    emitViews(views, emit);
}

void Session::check(const std::string& unit, const OpenTexts& texts, const Emit& emit) {
    failOnPurpose(state_->options.unitFault, unit);
    check(unit, texts, emit, nullptr);
}

/// False if the head start came to nothing: its text was not to be checked.
bool Session::check(const std::string& unit, const OpenTexts& texts, const Emit& emit,
                    HeadStart* headStart) {
    KnownUnit& known = state_->units.at(unit);
    const bool isReady = known.isOnPreamble(texts);
    std::vector<ViewReference> references;
    bool isParsed = false;
    UnitResult result = extractUnit(known.command, overlayOf(texts),
                                    {.open = isReady ? &*known.preamble : nullptr,
                                     .headStart = isReady ? headStart : nullptr,
                                     .isLast = !isReady,
                                     .isRecorded = !isReady},
                                    [&](clang::ASTContext& context) {
                                        isParsed = true;
                                        references = referencesIn(context);
                                    });
    if (headStart && !isParsed) return false;
    emitProblem(result.problem, emit);
    known.facts = result.facts;
    known.isOpen = true;
    const Name name = result.facts.unit;
    State::Linked linked = state_->link();
    analyze(linked, state_->models, state_->config, texts, emit, [&](size_t program) {
        return std::ranges::any_of(linked.programs[program],
                                   [&](size_t i) { return linked.units[i].unit == name; });
    });
    State::unlink(std::move(linked));
    BytesOut out = message(MessageKind::References);
    out.text(unit), out.text(dumped(references)), emit(out.take());
    emitFacts(MessageKind::Facts, unit, writeFacts(result.facts),
              headersOf(isReady ? known.preamble->read : result.read, unit), emit);
    return true;
}

/// Whether a compiler that was started with `before` can go on with `after`.
static bool differOnlyIn(const std::string& unit, OpenTexts before, const OpenTexts& after) {
    before[unit] = after.at(unit);
    return before == after;
}

void Session::keepChecking(const std::string& unit, const Receive& receive, const Emit& emit) {
    OpenTexts texts;
    const auto takeRequest = [&] {
        const auto message = receive();
        if (!message) return false;
        failOnPurpose(state_->options.unitFault, unit);
        CheckRequest request = CheckRequest::read(*message);
        for (auto& [path, text] : request.texts)
            text ? void(texts[path] = std::move(*text)) : void(texts.erase(path));
        for (const std::string& news : request.news) take(news);
        prepare(unit);
        return state_->units.at(unit).isOnPreamble(texts);
    };
    bool isGoingOn = takeRequest(), isAsked = isGoingOn; // about what `texts` are now
    HeadStart headStart([&]() -> std::optional<std::string> {
        if (!isAsked) {
            const OpenTexts before = texts;
            isGoingOn = isAsked = takeRequest();
            if (!isGoingOn || !differOnlyIn(unit, before, texts)) return std::nullopt;
        }
        isAsked = false;
        return texts.at(unit);
    });
    while (isGoingOn) {
        const bool wasAsked = isAsked;
        if (check(unit, texts, emit, &headStart))
            emit(message(MessageKind::Checked).take());
        else if (wasAsked)
            return; // the compiler did not start
    }
}

void Session::analyzeRest(const OpenTexts& texts, const Emit& emit) {
    const State::Linked linked = state_->link();
    const auto isMissing = [&](size_t i) { return !state_->programs.contains(linked.keys[i]); };
    analyze(linked, state_->models, state_->config, texts, emit, isMissing);
}

void Session::index(const Emit& emit) const {
    std::vector<clang::tooling::CompileCommand> commands;
    for (const auto& [path, unit] : state_->units)
        if (unit.isListed) commands.push_back(unit.command);
    const unsigned cores =
        std::max(1u, std::thread::hardware_concurrency() / 2); // type with the rest
    RunSettings settings{.jobs = state_->options.jobs ? state_->options.jobs : cores,
                         .limits = {.time = std::chrono::seconds(state_->options.unitTimeout),
                                    .memory = uint64_t{state_->options.unitMemory} << 20},
                         .usePreambles = !state_->options.noPreamble,
                         .unitFault = state_->options.unitFault};
    if (const auto store = state_->store()) settings.cacheFolder = store->folder();
    settings.onProgress = [&](size_t done, size_t total) {
        BytesOut out = message(MessageKind::Progress);
        out.number<uint64_t>(done), out.number<uint64_t>(total), emit(out.take());
    };
    Driver driver(settings);
    std::vector<UnitProblem> problems;
    const std::vector<UnitFacts> facts = driver.extract(commands, problems);
    for (const UnitProblem& problem : problems) emitProblem(problem, emit);
    for (size_t i = 0; i < commands.size(); ++i) {
        const std::string& path = commands[i].Filename;
        std::string bytes = writeFacts(facts[i]);
        if (hashOf(bytes) == state_->units.at(path).hash) bytes.clear(); // known
        emitFacts(MessageKind::Indexed, path, bytes, headersOf(driver.read(i), path), emit);
    }
    if (driver.store()) driver.store()->prune();
    emit(message(MessageKind::IndexEnd).take());
}

void Session::findFix(const Finding& finding, const std::string& unit, const OpenTexts& texts,
                      const Emit& emit) const {
    const KnownUnit& known = state_->units.at(unit);
    const bool isReady = known.isOnPreamble(texts);
    BytesOut out = message(MessageKind::Fix);
    writeFix(out, fixesFor({finding}, {known.command,
                                       state_->models,
                                       state_->config,
                                       {.open = isReady ? &*known.preamble : nullptr},
                                       overlayOf(texts)})
                      .front());
    emit(out.take());
}

void Session::findCalls(const std::string& id, bool isInto, const Emit& emit) {
    const State::Linked linked = state_->link();
    std::vector<ViewCall> calls;
    for (const std::vector<size_t>& program : linked.programs) {
        std::vector<const UnitFacts*> members;
        for (size_t unit : program) members.push_back(&linked.units[unit]);
        const Program all(std::move(members));
        const OptionValues options;
        const AnnotatedModels annotated(state_->models, all);
        const Analysis analysis{all, annotated.models(), options};
        for (ViewCall& call : isInto ? callsInto(analysis, id) : callsOutOf(analysis, id))
            calls.push_back(std::move(call));
    }
    BytesOut out = message(MessageKind::Calls);
    out.text(dumped(calls)), emit(out.take());
}

} // namespace looplint
