#include "lsp/folder.h"

#include <algorithm>

namespace looplint::lsp {

using namespace std::chrono_literals;

static constexpr auto kHeaderDebounce = 300ms; // a header's includers must be read whole
static constexpr auto kIndexDelay = 500ms;

Folder::Folder(std::string root, const Options& options, const Documents& documents, Jobs& jobs,
               FolderEvents events)
    : documents_(documents),
      jobs_(jobs),
      events_(std::move(events)),
      session_(std::move(root), options) {}

Folder::~Folder() {
    for (const JobId id : started_) jobs_.cancel(id);
}

JobId Folder::start(Jobs::Job job) {
    std::erase_if(started_, [&](JobId id) { return !jobs_.isRunning(id); });
    return *started_.insert(jobs_.start(std::move(job))).first;
}

void Folder::load() {
    for (auto& [path, unit] : units_) stop(unit);
    jobs_.cancel(std::exchange(index_, 0)), jobs_.cancel(std::exchange(rest_, 0));
    units_.clear(), fixes_.clear();
    for (const std::string& problem : session_.load()) events_.onProblem(problem, true);
    isIndexWanted_ = true;
    for (auto& [path, file] : files_) {
        file.checked = file.viewed = INT64_MIN;
        assign(path);
    }
    events_.onFindings();
}

OpenTexts Folder::texts() const {
    OpenTexts texts;
    for (const auto& [path, file] : files_)
        if (const auto document = documents_.find(path); document != documents_.end())
            texts[path] = document->second.text.str();
    return texts;
}

void Folder::makeDirty(const std::string& path, Clock::duration delay) {
    Unit& unit = units_.try_emplace(path, jobs_).first->second;
    unit.isDirty = true;
    unit.crashes = 0;
    unit.precompiled.reset();
    isRestLost_ = false;
    unit.due = Clock::now() + delay;
}

/// Finds the unit of an open file, and has it checked.
void Folder::assign(const std::string& path) {
    File& file = files_[path];
    file.unit = session_.unitFor(path, texts()).value_or("");
    if (!file.unit.empty()) return makeDirty(file.unit, 0ms);
    events_.onProblem(path + ": not checked: the compilation database has no command for it",
                      false);
    file.checked = file.viewed = documents_.at(path).version;
    release(file);
}

void Folder::opened(const std::string& path) {
    files_[path];
    assign(path);
}

void Folder::changed(const std::string& path) {
    const auto file = files_.find(path);
    if (file == files_.end()) return;
    fixes_.clear();
    if (file->second.unit.empty()) return assign(path);
    makeDirty(file->second.unit, 0ms); // what came at once was read at once
    for (const auto& [other, open] : files_)
        if (open.unit != file->second.unit && !open.unit.empty() &&
            session_.includes(open.unit, path))
            makeDirty(open.unit, kHeaderDebounce);
}

void Folder::saved(const std::string& path) {
    if (const auto file = files_.find(path); file != files_.end() && file->second.unit.empty())
        assign(path);
    changedOnDisk();
}

void Folder::changedOnDisk() {
    isIndexWanted_ = true;
    indexDue_ = Clock::now() + kIndexDelay;
}

void Folder::closed(const std::string& path) {
    const auto file = files_.find(path);
    if (file == files_.end()) return;
    const std::string unit = file->second.unit;
    for (auto& [version, then] : std::exchange(file->second.waiting, {})) then();
    for (auto& [version, then] : std::exchange(file->second.waitingForViews, {})) then();
    files_.erase(file);
    fixes_.clear();
    const bool isUsed =
        std::ranges::any_of(files_, [&](const auto& other) { return other.second.unit == unit; });
    if (!unit.empty() && !isUsed) {
        if (const auto known = units_.find(unit); known != units_.end()) {
            stop(known->second);
            units_.erase(known);
        }
        session_.close(unit);
    }
    changedOnDisk();
    events_.onFindings();
}

std::optional<int64_t> Folder::checkedVersion(const std::string& path) const {
    const auto file = files_.find(path);
    if (file == files_.end() || file->second.checked == INT64_MIN) return std::nullopt;
    return file->second.checked;
}

void Folder::whenChecked(const std::string& path, Then then) {
    const auto file = files_.find(path);
    if (file == files_.end()) return then();
    file->second.waiting.emplace_back(documents_.at(path).version, std::move(then));
    release(file->second);
}

void Folder::whenViewed(const std::string& path, Then then) {
    const auto file = files_.find(path);
    if (file == files_.end()) return then();
    file->second.waitingForViews.emplace_back(documents_.at(path).version, std::move(then));
    release(file->second);
}

void Folder::release(File& file) {
    std::vector<Then> ready;
    const auto takeReady = [&](auto& list, int64_t version) {
        std::erase_if(list, [&](auto& waiting) {
            if (waiting.first > version) return false;
            ready.push_back(std::move(waiting.second));
            return true;
        });
    };
    takeReady(file.waiting, file.checked);
    takeReady(file.waitingForViews, file.viewed);
    for (const Then& then : ready) then();
}

bool Folder::isBusy() const {
    return std::ranges::any_of(units_, [](const auto& entry) {
        return entry.second.isDirty || entry.second.isBusy() || entry.second.precompile;
    });
}

bool Folder::isComplete() const {
    return !isBusy() && !index_ && !rest_ && !isIndexWanted_ &&
           (isRestLost_ || !session_.needsRest());
}

void Folder::whenComplete(Then then) {
    whenComplete_.push_back(std::move(then));
    releaseComplete();
}

void Folder::releaseComplete() {
    if (!isComplete()) return;
    for (const Then& then : std::exchange(whenComplete_, {})) then();
}

void Folder::take(std::string_view message) {
    const Session::News news = session_.take(message);
    if (news.progress) events_.onProgress(news.progress->first, news.progress->second);
    if (!news.problem.empty()) events_.onProblem(news.problem, false);
    if (news.findings) events_.onFindings();
    if (news.views) events_.onViews();
}

Jobs::Job Folder::job(std::function<void(const Jobs::Emit&)> work,
                      std::function<void(const std::string&)> onEnd) {
    return {.work = std::move(work),
            .onMessage = [this](std::string_view message) { take(message); },
            .onEnd = std::move(onEnd),
            .limit = 10min};
}

void Folder::startIndex() {
    isIndexWanted_ = false;
    Jobs::Job index = job([this](const Jobs::Emit& emit) { session_.index(emit); },
                          [this](const std::string& failure) {
                              index_ = 0;
                              events_.onProgress(1, 1);
                              if (!failure.empty())
                                  return events_.onProblem(
                                      "the index of " + session_.root() + " " + failure, true);
                              for (auto& [path, unit] : units_) makeDirty(path, 0ms);
                          });
    index.nice = 10;
    index.limit = {};
    index_ = start(std::move(index));
}

void Folder::startRest() {
    session_.prepare();
    Jobs::Job rest = job([this](const Jobs::Emit& emit) { session_.analyzeRest(texts(), emit); },
                         [this](const std::string& failure) {
                             rest_ = 0;
                             if (!failure.empty())
                                 events_.onProblem("the analysis " + failure, true);
                         });
    rest.nice = 10;
    rest_ = start(std::move(rest));
}

Clock::time_point Folder::tick() {
    const auto now = Clock::now();
    auto next = Clock::time_point::max();
    std::vector<std::pair<Clock::time_point, std::string>> due; // what changed last comes first
    for (const auto& [path, unit] : units_)
        if (unit.isDirty) due.emplace_back(unit.due, path);
    std::ranges::sort(due, std::greater());
    for (const auto& [when, path] : due) {
        Unit& unit = units_.at(path);
        const bool isOwnTurn = unit.isBusy() || !jobs_.isFull(); // its place goes to the next
        if (when <= now && isOwnTurn) advance(path, unit);
        if (unit.isDirty && when > now) next = std::min(next, when);
        if (unit.isDirty && unit.check) next = std::min(next, now + 50ms);
    }
    const bool isFree = !isBusy() && !index_ && !rest_ && !jobs_.isFull();
    if (isFree && isIndexWanted_ && indexDue_ > now)
        next = std::min(next, indexDue_);
    else if (isFree && isIndexWanted_)
        startIndex();
    else if (isFree && session_.needsRest() && !isRestLost_)
        startRest();
    releaseComplete();
    return next;
}

static std::string keyOf(const Finding& finding) {
    return finding.check + '\n' + format(finding.at) + '\n' + finding.message;
}

void Folder::findFix(const Finding& finding, std::function<void(std::optional<Fix>)> then) {
    const std::string key = keyOf(finding), path = finding.at.file.str();
    if (const auto known = fixes_.find(key); known != fixes_.end()) return then(known->second);
    const auto file = files_.find(path);
    if (file == files_.end() || file->second.unit != path) return then(std::nullopt);
    session_.prepare();
    const auto answer = std::make_shared<std::optional<Fix>>();
    const int64_t version = documents_.at(path).version;
    Jobs::Job fix =
        job([this, finding,
             path](const Jobs::Emit& emit) { session_.findFix(finding, path, texts(), emit); },
            [=, this](const std::string&) {
                const auto document = documents_.find(path);
                const bool isCurrent =
                    document != documents_.end() && document->second.version == version;
                if (isCurrent) fixes_[key] = *answer;
                then(isCurrent ? *answer : std::nullopt);
            });
    fix.onMessage = [this, answer](std::string_view message) {
        if (const Session::News news = session_.take(message); news.fix) *answer = *news.fix;
    };
    start(std::move(fix));
}

void Folder::findCalls(const std::string& id, bool isInto,
                       std::function<void(std::vector<ViewCall>)> then) {
    session_.prepare();
    const auto answer = std::make_shared<std::vector<ViewCall>>();
    Jobs::Job calls =
        job([=, this](const Jobs::Emit& emit) { session_.findCalls(id, isInto, emit); },
            [=](const std::string&) { then(std::move(*answer)); });
    calls.onMessage = [this, answer](std::string_view message) {
        if (Session::News news = session_.take(message); news.calls)
            *answer = std::move(*news.calls);
    };
    start(std::move(calls));
}

} // namespace looplint::lsp
