// How a folder has its open files checked. The first time plainly, in a child of its own, while the
// file's head is being precompiled; from then on by a child that stays (checker.h).

#include "lsp/folder.h"

namespace looplint::lsp {

using namespace std::chrono_literals;

static constexpr auto kWorthWaiting = 150ms; // of a check of an older text
static constexpr size_t kCheckers = 4;       // that stay, each with the memory of a parser

void Folder::stop(Unit& unit) {
    jobs_.cancel(std::exchange(unit.check, 0)), jobs_.cancel(std::exchange(unit.precompile, 0));
    unit.checker.stop();
}

void Folder::startPrecompile(const std::string& path, Unit& unit) {
    unit.precompiled = documents_.at(path).version;
    Jobs::Job head =
        job([this, path](const Jobs::Emit& emit) { session_.precompile(path, texts(), emit); },
            [this, path](const std::string& failure) {
                Unit& mine = units_.at(path);
                mine.precompile = 0;
                mine.isDirty |= failure.empty(); // the next keystroke finds a child that has begun
                if (failure.empty()) return;
                events_.onProblem(path + ": the parser " + failure + " on its headers", true);
                mine.isDirty = false; // until something changes
                endCheck(path, failure);
            });
    if (!isShown(unit)) head.nice = 4; // the plain parse beside it is what is waited for
    unit.precompile = start(std::move(head));
}

/// Whether something is known of what the unit is checked for.
bool Folder::isShown(const Unit& unit) const {
    return std::ranges::any_of(unit.checking, [&](const auto& checked) {
        const auto file = files_.find(checked.first);
        return file != files_.end() && file->second.checked != INT64_MIN;
    });
}

/// What a child says that checks a unit.
void Folder::takeCheck(const std::string& path, std::string_view message) {
    const Session::News news = session_.take(message);
    if (!news.problem.empty()) events_.onProblem(news.problem, false);
    if (news.views) events_.onViews();
    if (news.facts)
        for (auto& [other, unit] : units_)
            if (other != path) unit.checker.tell(message);
    if (news.findings) {
        // The findings come first: the versions they are about are checked.
        const auto& versions = units_.at(path).checking;
        for (const auto& [name, version] : versions)
            if (const auto file = files_.find(name); file != files_.end())
                file->second.checked = version;
        events_.onFindings();
        for (auto& [name, file] : files_)
            if (versions.contains(name)) release(file);
    }
    if (!news.checked) return;
    units_.at(path).checker.answered();
    endCheck(path, "");
}

void Folder::startChecker(const std::string& path, Unit& unit, const std::string& preamble) {
    unit.checker.stop();
    Unit* oldest = nullptr;
    size_t count = 0;
    for (auto& [other, each] : units_) {
        if (!each.checker.isThere()) continue;
        ++count;
        const bool isOlder = !oldest || each.checker.lastAsked() < oldest->checker.lastAsked();
        if (!each.checker.isBusy() && isOlder) oldest = &each;
    }
    if (count >= kCheckers && oldest) oldest->checker.stop();
    Jobs::Job stays = job({}, [this, path](const std::string& failure) {
        Unit& mine = units_.at(path);
        const bool wasBusy = mine.checker.isBusy();
        mine.checker.ended();
        if (wasBusy) endCheck(path, failure.empty() ? "ended early" : failure);
    });
    stays.serve = [this, path](const Jobs::Receive& receive, const Jobs::Emit& emit) {
        session_.keepChecking(path, receive, emit);
    };
    stays.onMessage = [this, path](std::string_view message) { takeCheck(path, message); };
    unit.checker.started(start(std::move(stays)), preamble, session_.epoch());
}

void Folder::startCheck(const std::string& path, Unit& unit) {
    session_.prepare(path);
    unit.isDirty = false;
    unit.started = Clock::now();
    unit.checking.clear();
    const OpenTexts open = texts();
    std::map<std::string, int64_t> versions;
    for (const auto& [name, text] : open) versions[name] = documents_.at(name).version;
    for (const auto& [name, file] : files_)
        if (file.unit == path) unit.checking[name] = versions.at(name);
    if (const std::string preamble = session_.preambleOf(path, open); !preamble.empty()) {
        if (!unit.checker.knows(preamble, session_.epoch())) startChecker(path, unit, preamble);
        return unit.checker.ask(open, versions);
    }
    Jobs::Job check =
        job([this, path](const Jobs::Emit& emit) { session_.check(path, texts(), emit); },
            [this, path](const std::string& failure) {
                units_.at(path).check = 0;
                endCheck(path, failure);
            });
    check.onMessage = [this, path](std::string_view message) { takeCheck(path, message); };
    unit.check = start(std::move(check));
}

void Folder::endCheck(const std::string& path, const std::string& failure) {
    Unit& unit = units_.at(path);
    if (!failure.empty()) {
        session_.dropPreamble(path);
        if (++unit.crashes < 2) { // once more, with a new preamble
            unit.isDirty = true;
            return;
        }
        events_.onProblem(path + ": the parser " + failure + "; not checked until it changes",
                          true);
    }
    for (auto& [name, file] : files_) {
        if (file.unit != path) continue;
        if (const auto version = unit.checking.find(name); version != unit.checking.end())
            file.checked = file.viewed = version->second;
        if (!failure.empty()) file.checked = file.viewed = documents_.at(name).version;
        release(file);
    }
}

/// The next step for a unit that is due.
void Folder::advance(const std::string& path, Unit& unit) {
    if (unit.checker.isBusy()) return;            // not for long
    if (unit.precompile && isShown(unit)) return; // on the preamble it is faster
    if (unit.check) {
        if (Clock::now() - unit.started > kWorthWaiting) return;
        jobs_.cancel(std::exchange(unit.check, 0));
    }
    if (unit.precompile) return startCheck(path, unit);
    const auto document = documents_.find(path);
    const bool isJustMade =
        document != documents_.end() && unit.precompiled == document->second.version;
    const bool isAsked = unit.checker.knows(session_.preambleOf(path, texts()), session_.epoch());
    if (isAsked) startCheck(path, unit); // while the server looks whether the preamble still holds
    if (!isJustMade && session_.needsPreamble(path, texts())) {
        if (isAsked) unit.checker.stop(), unit.isDirty = true;
        startPrecompile(path, unit);
    }
    if (!isAsked && (!unit.precompile || !isShown(unit))) startCheck(path, unit);
}

} // namespace looplint::lsp
