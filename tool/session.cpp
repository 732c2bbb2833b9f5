// What a session does in the server.

#include "session.h"

#include "analysis/json_format.h"
#include "commands.h"
#include "compile_db.h"
#include "compiler.h"
#include "files.h"
#include "findings_bytes.h"
#include "lint.h"
#include "session_state.h"
#include "suppress.h"

#include <clang/Frontend/FrontendActions.h>
#include <llvm/Support/FileSystem.h>
#include <llvm/Support/Path.h>

#include <filesystem>

namespace fs = std::filesystem;

namespace looplint {

Session::Session(std::string root, Options options) : state_(std::make_unique<State>()) {
    state_->root = std::move(root), state_->options = std::move(options);
    state_->options.files.clear();
    if (!state_->options.noCache) state_->cache = cacheFolder(state_->options.cacheDir);
}
Session::~Session() {
    if (!state_->cache.empty()) return; // what is in the store stays
    std::error_code ignored;
    for (const auto& [path, unit] : state_->units)
        if (unit.preamble) fs::remove(unit.preamble->pch, ignored);
}

const std::string& Session::root() const { return state_->root; }
const Config& Session::config() const { return state_->config; }
bool Session::isIndexed() const { return state_->isIndexed; }
uint64_t Session::epoch() const { return state_->epoch; }

std::optional<Store> Session::State::store() const {
    return cache.empty() ? std::nullopt : std::optional<Store>(cache);
}

/// Where the project's database is: as told, in the root, in its build folder, or above.
static std::string databaseFolder(const std::string& root, const std::string& told) {
    if (!told.empty()) return fs::path(told).is_absolute() ? told : root + "/" + told;
    std::error_code error;
    for (const char* below : {"", "/build", "/out"})
        if (fs::exists(root + below + "/compile_commands.json", error)) return root + below;
    for (fs::path folder = fs::path(root).parent_path(); folder.has_relative_path();
         folder = folder.parent_path())
        if (fs::exists(folder / "compile_commands.json", error)) return folder.string();
    return root;
}

std::vector<std::string> Session::load() {
    State& state = *state_;
    std::vector<std::string> problems;
    const auto attempt = [&](auto work) {
        try {
            work();
        } catch (const std::runtime_error& error) {
            problems.push_back(error.what());
        }
    };
    state.units.clear(), state.programs.clear(), state.keys.clear();
    state.views.clear(), state.references.clear();
    state.isIndexed = false, ++state.epoch;
    state.config = {}, state.models = Models::builtin(), state.baseline = {};
    attempt([&] { state.config = configFor(state.options, state.root); });
    attempt([&] { state.models = loadModels(state.config); });
    state.options.build = databaseFolder(state.root, state.options.build);
    attempt([&] {
        if (state.options.hasFlags) return;
        for (auto& command : loadCommands(state.options))
            state.units[command.Filename].command = std::move(command);
    });
    state.baselineFile = state.options.baseline.empty() ? state.root + "/looplint-baseline.json"
                                                        : state.options.baseline;
    attempt([&] {
        if (fs::exists(state.baselineFile))
            state.baseline = Baseline::read(readFile(state.baselineFile), state.baselineFile);
    });
    state.settings = {state.options.build + "/compile_commands.json", state.baselineFile,
                      state.root + "/.looplint", state.config.path};
    state.settings.insert(state.settings.end(), state.config.models.begin(),
                          state.config.models.end());
    return problems;
}

bool Session::isSetting(const std::string& file) const {
    return std::ranges::find(state_->settings, file) != state_->settings.end();
}

std::optional<std::string> Session::unitFor(const std::string& file, const OpenTexts& texts) {
    auto& units = state_->units;
    if (units.contains(file)) return file;
    const std::string* includer = nullptr;
    for (const auto& [path, unit] : units)
        if (unit.headers.contains(file) && (!includer || texts.contains(path))) {
            includer = &path;
            if (texts.contains(path)) break;
        }
    if (includer) return *includer;
    try {
        Options options = state_->options;
        options.files = {file};
        KnownUnit unit{.command = loadCommands(options).front()};
        unit.isListed = false;
        units[file] = std::move(unit), ++state_->epoch;
        return file;
    } catch (const std::runtime_error&) {
        return std::nullopt; // no database, or no such file yet
    }
}

bool Session::includes(const std::string& unit, const std::string& file) const {
    const auto known = state_->units.find(unit);
    return known != state_->units.end() && known->second.headers.contains(file);
}

bool Session::needsPreamble(const std::string& path, const OpenTexts& texts) {
    KnownUnit& unit = state_->units.at(path);
    const auto text = texts.find(path);
    if (text == texts.end()) return false; // a header's includer: one parse, as it is on disk
    const std::string key = unitKey(unit.command);
    const auto [head, atLineStart] = headOf(text->second);
    if (head.empty() || head == unit.noPreambleFor) return false;
    Overlay overlay;
    for (const auto& [file, open] : texts)
        if (file != path) overlay[file] = open;
    DiskState disk;
    const auto isUsable = [&](const OpenPreamble& preamble) {
        return preamble.fits(key, text->second) && preamble.isCurrent(overlay, disk) &&
               llvm::sys::fs::exists(preamble.pch);
    };
    if (unit.preamble && isUsable(*unit.preamble)) return false;
    const std::optional<Store> store = state_->store();
    if (!store) return true;
    const auto entry = store->get("open", key + head);
    if (!entry) return true;
    try {
        BytesIn in(*entry);
        OpenPreamble stored = OpenPreamble::readFrom(in);
        if (!isUsable(stored)) return true;
        unit.preamble = std::move(stored);
        return false;
    } catch (const DamagedBytes&) {
        return true;
    }
}

bool KnownUnit::isOnPreamble(const OpenTexts& texts) const {
    const auto text = texts.find(command.Filename);
    return preamble && text != texts.end() && preamble->fits(unitKey(command), text->second);
}

std::string Session::preambleOf(const std::string& path, const OpenTexts& texts) const {
    const KnownUnit& unit = state_->units.at(path);
    return unit.isOnPreamble(texts) ? unit.preamble->pch : "";
}

bool Session::needsRest() const {
    return std::ranges::any_of(state_->keys,
                               [&](uint64_t key) { return !state_->programs.contains(key); });
}

void Session::close(const std::string& path) {
    const auto unit = state_->units.find(path);
    if (unit == state_->units.end()) return;
    state_->views.erase(path), state_->references.erase(path), ++state_->epoch;
    if (!unit->second.isListed) {
        state_->units.erase(unit);
        return;
    }
    unit->second.isOpen = false, unit->second.hash = 0;
    unit->second.unread.clear();
}

void Session::dropPreamble(const std::string& unit) {
    const auto known = state_->units.find(unit);
    if (known == state_->units.end() || !known->second.preamble) return;
    std::error_code ignored;
    fs::remove(known->second.preamble->pch, ignored);
    known->second.preamble.reset();
}

void Session::prepare(const std::string& exceptUnit) {
    for (auto& [path, unit] : state_->units) {
        if (unit.unread.empty() || path == exceptUnit) continue;
        unit.facts = readFacts(unit.unread, path);
        unit.unread.clear();
        unit.unread.shrink_to_fit();
    }
}

static void takePreamble(BytesIn& in, std::map<std::string, KnownUnit>& units) {
    const auto unit = units.find(std::string(in.text()));
    const bool isMade = in.number<bool>();
    if (unit == units.end()) return;
    if (!isMade) {
        unit->second.noPreambleFor = in.text();
        return;
    }
    std::error_code ignored;
    std::optional<OpenPreamble>& mine = unit->second.preamble;
    if (mine) fs::remove(mine->pch, ignored);
    mine = OpenPreamble::readFrom(in);
}

static void takeFacts(BytesIn& in, bool isOpen, std::map<std::string, KnownUnit>& units) {
    const auto found = units.find(std::string(in.text()));
    const std::string facts(in.text());
    const auto hash = in.number<uint64_t>();
    std::set<std::string> headers;
    in.list([&] { headers.emplace(in.text()); });
    if (found == units.end()) return;
    KnownUnit& unit = found->second;
    unit.headers = std::move(headers);
    if (!isOpen) unit.hash = hash == hashOf("") ? unit.hash : hash;
    if (facts.empty() || (!isOpen && unit.isOpen)) return;
    unit.isOpen |= isOpen;
    unit.unread = facts;
}

Session::News Session::take(std::string_view message) {
    State& state = *state_;
    News news;
    BytesIn in(message);
    switch (in.number<MessageKind>()) {
    case MessageKind::Preamble:
        takePreamble(in, state.units);
        break;
    case MessageKind::Programs: {
        state.keys.clear();
        in.list([&] { state.keys.push_back(in.number<uint64_t>()); });
        in.list([&] {
            const auto key = in.number<uint64_t>();
            state.programs[key] = readFindings(in);
        });
        std::erase_if(state.programs, [&](const auto& program) {
            return std::ranges::find(state.keys, program.first) == state.keys.end();
        });
        news.findings = true;
        break;
    }
    case MessageKind::View: {
        std::map<std::string, FileView> views = nlohmann::json::parse(in.text());
        for (auto& [file, view] : views) state.views[file] = std::move(view);
        news.views = true;
        break;
    }
    case MessageKind::References: {
        const std::string unit(in.text());
        state.references[unit] = nlohmann::json::parse(in.text());
        news.views = true;
        break;
    }
    case MessageKind::Facts:
        takeFacts(in, true, state.units);
        news.facts = true;
        break;
    case MessageKind::Indexed:
        takeFacts(in, false, state.units);
        break;
    case MessageKind::IndexEnd:
        state.isIndexed = news.indexed = true, ++state.epoch;
        state.programs.clear(), state.keys.assign(1, 0); // nothing is analysed
        break;
    case MessageKind::Progress: {
        const auto done = in.number<uint64_t>();
        news.progress = {done, in.number<uint64_t>()};
        break;
    }
    case MessageKind::Checked:
        news.checked = true;
        break;
    case MessageKind::Problem:
        news.problem = in.text();
        break;
    case MessageKind::Fix:
        news.fix = readFix(in);
        break;
    case MessageKind::Calls:
        news.calls = nlohmann::json::parse(in.text()).get<std::vector<ViewCall>>();
        break;
    }
    return news;
}

std::vector<Finding> Session::findings(const OpenTexts& texts) const {
    std::vector<Finding> all;
    for (const auto& [key, findings] : state_->programs)
        all.insert(all.end(), findings.begin(), findings.end());
    std::vector<Name> mainFiles;
    for (const auto& [path, unit] : state_->units) mainFiles.emplace_back(path);
    settle(all, mainFiles, state_->config);
    Suppressor(texts).drop(all);
    state_->baseline.apply(all, state_->root);
    return all;
}

const FileView* Session::view(const std::string& file) const {
    const auto view = state_->views.find(file);
    return view == state_->views.end() ? nullptr : &view->second;
}

const std::vector<ViewReference>* Session::references(const std::string& file) const {
    const auto found = state_->references.find(file);
    return found == state_->references.end() ? nullptr : &found->second;
}

void Session::addToBaseline(const Finding& finding) {
    state_->baseline.add(Baseline({finding}, state_->root));
    writeFile(state_->baselineFile, state_->baseline.write());
}

std::string Session::pagePath(const std::string& name) const {
    const Check* check = findCheck(name);
    if (!check || state_->cache.empty()) return {};
    const std::string path = state_->cache + "/pages/" + name + ".md";
    std::error_code error;
    fs::create_directories(fs::path(path).parent_path(), error);
    try {
        if (!fs::exists(path, error) || readFile(path) != pageOf(*check))
            writeFile(path, std::string(pageOf(*check)));
    } catch (const UsageError&) {
        return {};
    }
    return path;
}

void warmUp() {
    Overlay overlay;
    overlay["/looplint.cpp"] =
        "#define A(x) x\ntemplate <class T> struct S { T t; };\n"
        "int main() { S<int> s{A(1)}; auto f = [&] { return s.t; }; f(); }\n";
    const clang::tooling::CompileCommand command("/", "/looplint.cpp",
                                                 {"clang++", "-std=c++20", "/looplint.cpp"}, "");
    UnitResult result = extractUnit(command, overlay, {});
    const UnitFacts facts = readFacts(writeFacts(result.facts), "warm-up");
    analyzeProgram({&facts}, Models::builtin(), {});
}

} // namespace looplint
