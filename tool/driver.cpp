#include "driver.h"

#include "progress.h"
#include "unit_answer.h"

#include <llvm/Support/FileSystem.h>
#include <llvm/Support/MemoryBuffer.h>

#include <deque>
#include <filesystem>
#include <map>

using clang::tooling::CompileCommand;

namespace looplint {

static constexpr size_t kWorthPreamble = 3; // units that pay for one

std::string unitKey(const CompileCommand& command) {
    BytesOut key;
    key.text(buildId()), key.text(command.Directory), key.text(command.Filename);
    key.text(command.Output);
    key.list(command.CommandLine, [&](const std::string& argument) { key.text(argument); });
    return key.take();
}

Driver::Driver(RunSettings settings) : settings_(std::move(settings)) {
    if (!settings_.cacheFolder.empty()) store_.emplace(settings_.cacheFolder);
}

Driver::~Driver() {
    std::error_code ignored;
    if (!scratch_.empty()) std::filesystem::remove_all(scratch_, ignored);
}

/// One call of Driver::extract.
class Extraction {
  public:
    Extraction(Driver& driver, const std::vector<CompileCommand>& commands)
        : driver_(driver),
          commands_(commands),
          keys_(commands.size()),
          answers_(commands.size()),
          failures_(commands.size()),
          progress_(driver.settings_.showProgress),
          pool_(driver.settings_.jobs, driver.settings_.limits) {}

    void run() {
        for (size_t unit = 0; unit < commands_.size(); ++unit)
            if (!takeStored(unit)) missing_.push_back(unit);
        progress_.start(missing_.size());
        makeGroups();
        for (;;) {
            while (!pool_.isFull() && startNext()) {
            }
            if (pool_.isIdle()) break;
            finish(pool_.wait());
        }
        progress_.end();
    }

    std::vector<UnitFacts> take(std::vector<UnitProblem>& problems);

  private:
    struct Group {
        std::string key;
        std::string first;        // of its units
        std::deque<size_t> units; // that are not started yet
        bool isPending = false;   // its preamble is to be made, or being made
        const Preamble* preamble = nullptr;
    };
    enum class State { None, Building, Ready };

    bool takeStored(size_t unit);
    void makeGroups();
    bool takeStoredPreamble(Group& group);
    bool startNext();
    void startPreamble(size_t group);
    void startUnit(size_t unit, const Preamble* preamble);
    void finish(JobEnd end);
    void finishPreamble(Group& group, const JobEnd& end);
    void finishUnit(size_t unit, JobEnd end);
    std::optional<std::string> newPch();
    void usePreamble(Group& group, std::unique_ptr<Preamble> preamble);
    std::string preambleKey(const Group& group) const {
        return buildId() + '\n' + driver_.settings_.cacheFolder + '\n' + group.key;
    }

    Driver& driver_;
    const std::vector<CompileCommand>& commands_;
    std::vector<std::string> keys_; // of the units' groups; empty for stored units
    std::vector<std::optional<UnitAnswer>> answers_;
    std::vector<std::string> failures_;
    std::vector<size_t> missing_;
    size_t done_ = 0; // of them
    std::vector<Group> groups_;
    std::deque<size_t> toBuild_; // groups whose preambles are to be made
    Progress progress_;
    JobPool pool_;
};

bool Extraction::takeStored(size_t unit) {
    if (!driver_.store_) return false;
    const std::optional<std::string> entry = driver_.store_->get("units", unitKey(commands_[unit]));
    if (!entry) return false;
    try {
        BytesIn in(*entry);
        Dependencies read = Dependencies::read(in);
        UnitAnswer answer = UnitAnswer::read(in);
        if (!driver_.disk_.isCurrent(read)) return false;
        answers_[unit] = std::move(answer);
        driver_.read_[unit] = std::move(read);
        ++driver_.counts_.cached;
        return true;
    } catch (const DamagedBytes&) {
        return false;
    }
}

bool Extraction::takeStoredPreamble(Group& group) {
    if (!driver_.store_) return false;
    const std::optional<std::string> entry = driver_.store_->get("preambles", preambleKey(group));
    if (!entry) return false;
    try {
        BytesIn in(*entry);
        auto preamble = std::make_unique<Preamble>(Preamble::read(in));
        if (!driver_.disk_.isCurrent(preamble->dependencies())) return false;
        auto pch = llvm::MemoryBuffer::getFile(preamble->pch, false, false);
        if (!pch || hashOf((*pch)->getBuffer()) != preamble->pchHash ||
            !llvm::sys::fs::exists(preamble->pch + ".hpp"))
            return false;
        usePreamble(group, std::move(preamble));
        return true;
    } catch (const DamagedBytes&) {
        return false;
    }
}

void Extraction::usePreamble(Group& group, std::unique_ptr<Preamble> preamble) {
    group.preamble = preamble.get();
    for (size_t unit : missing_)
        if (keys_[unit] == group.key) driver_.unitPreambles_[unit] = preamble.get();
    driver_.preambles_.push_back(std::move(preamble));
}

void Extraction::makeGroups() {
    std::map<std::string, size_t> indices;
    for (size_t unit : missing_) {
        if (driver_.settings_.usePreambles) keys_[unit] = preambleGroup(commands_[unit]);
        const std::string& key = keys_[unit];
        const auto [known, isNew] = indices.try_emplace(key, groups_.size());
        if (isNew) groups_.push_back({.key = key, .first = commands_[unit].Filename, .units = {}});
        groups_[known->second].units.push_back(unit);
    }
    for (size_t i = 0; i < groups_.size(); ++i) {
        Group& group = groups_[i];
        if (group.key.empty() || takeStoredPreamble(group) || group.units.size() < kWorthPreamble)
            continue;
        group.isPending = true;
        toBuild_.push_back(i);
    }
}

/// Starts the most useful job; false if there is none.
bool Extraction::startNext() {
    if (!toBuild_.empty()) {
        startPreamble(toBuild_.front());
        toBuild_.pop_front();
        return true;
    }
    Group* waiting = nullptr;
    for (Group& group : groups_) {
        if (group.units.empty()) continue;
        if (group.isPending) {
            if (!waiting || group.units.size() > waiting->units.size()) waiting = &group;
            continue;
        }
        startUnit(group.units.front(), group.preamble);
        group.units.pop_front();
        return true;
    }
    if (!waiting) return false;
    startUnit(waiting->units.back(), nullptr); // rather than wait
    waiting->units.pop_back();
    return true;
}

std::optional<std::string> Extraction::newPch() {
    if (driver_.store_)
        if (std::optional<std::string> path = driver_.store_->newFile("preambles", ".pch"))
            return path;
    if (driver_.scratch_.empty()) {
        llvm::SmallString<128> folder;
        if (llvm::sys::fs::createUniqueDirectory("looplint", folder)) return std::nullopt;
        driver_.scratch_ = folder.str().str();
    }
    return driver_.scratch_ + "/" + std::to_string(driver_.preambles_.size() + pool_.started()) +
           ".pch";
}

void Extraction::startPreamble(size_t index) {
    Group& group = groups_[index];
    const std::optional<std::string> pch = newPch();
    std::vector<CompileCommand> units;
    for (size_t unit : missing_)
        if (keys_[unit] == group.key) units.push_back(commands_[unit]);
    pool_.start(commands_.size() + index, [&] {
        BytesOut out;
        if (pch) failOnPurpose(driver_.settings_.unitFault, *pch);
        const auto preamble = pch ? buildPreamble(units, *pch) : std::nullopt;
        if (!preamble) return std::string();
        preamble->write(out);
        std::string bytes = out.take();
        if (driver_.store_) driver_.store_->put("preambles", preambleKey(group), bytes);
        return bytes;
    });
}

void Extraction::startUnit(size_t unit, const Preamble* preamble) {
    pool_.start(unit, [&, preamble] {
        return answerFor(commands_[unit], preamble, driver_.store(), driver_.settings_.unitFault);
    });
}

void Extraction::finish(JobEnd end) {
    if (end.job >= commands_.size())
        return finishPreamble(groups_[end.job - commands_.size()], end);
    finishUnit(end.job, std::move(end));
}

void Extraction::finishPreamble(Group& group, const JobEnd& end) {
    group.isPending = false;
    driver_.counts_.preambleSeconds += end.seconds;
    if (!end.isDone) driver_.counts_.unmade.emplace_back(group.first, end.failure);
    if (!end.isDone || end.answer.empty()) return; // its units are parsed plainly
    BytesIn in(end.answer);
    usePreamble(group, std::make_unique<Preamble>(Preamble::read(in)));
    ++driver_.counts_.preambles;
}

void Extraction::finishUnit(size_t unit, JobEnd end) {
    RunCounts& counts = driver_.counts_;
    counts.peakMemory = std::max(counts.peakMemory, end.peakMemory);
    progress_.step();
    if (driver_.settings_.onProgress) driver_.settings_.onProgress(++done_, missing_.size());
    if (!end.isDone) {
        failures_[unit] = end.failure;
        return;
    }
    BytesIn in(end.answer);
    driver_.read_[unit] = Dependencies::read(in);
    answers_[unit] = UnitAnswer::read(in);
    const UnitAnswer& answer = *answers_[unit];
    if (!answer.difference.empty()) {
        ++counts.fellBack, counts.fellBackSeconds += end.seconds;
        driver_.unitPreambles_[unit] = nullptr;
        counts.fallBacks.emplace_back(commands_[unit].Filename, answer.difference);
    } else if (answer.isOnPreamble) {
        ++counts.onPreamble, counts.onPreambleSeconds += end.seconds;
    } else {
        ++counts.plain, counts.plainSeconds += end.seconds;
    }
}

std::vector<UnitFacts> Extraction::take(std::vector<UnitProblem>& problems) {
    std::vector<UnitFacts> units(commands_.size());
    for (size_t unit = 0; unit < commands_.size(); ++unit) {
        UnitProblem problem{commands_[unit].Filename, {}, true};
        if (!answers_[unit]) {
            problem.errors = {failures_[unit]};
            units[unit].unit = Name(problem.unit);
            units[unit].hasErrors = true;
        } else {
            problem.errors = std::move(answers_[unit]->errors);
            problem.isLost = answers_[unit]->isLost;
            units[unit] = readFacts(answers_[unit]->facts, problem.unit);
        }
        driver_.counts_.lost += problem.isLost;
        if (problem.isLost || !problem.errors.empty()) problems.push_back(std::move(problem));
    }
    return units;
}

std::vector<UnitFacts> Driver::extract(const std::vector<CompileCommand>& commands,
                                       std::vector<UnitProblem>& problems) {
    counts_.units += commands.size();
    read_.assign(commands.size(), {});
    unitPreambles_.assign(commands.size(), nullptr);
    Extraction extraction(*this, commands);
    extraction.run();
    return extraction.take(problems);
}

} // namespace looplint
