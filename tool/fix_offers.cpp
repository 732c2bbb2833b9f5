#include "fix_offers.h"

#include "files.h"
#include "findings_bytes.h"
#include "fix/rewrite.h"
#include "fixer.h"

#include <llvm/Support/Path.h>

#include <algorithm>

namespace looplint {

/// The layouts that a fix in `file` may follow: files and names that were looked for.
static void addLayouts(llvm::StringRef file, Dependencies& read) {
    for (llvm::StringRef folder = llvm::sys::path::parent_path(file); !folder.empty();
         folder = llvm::sys::path::parent_path(folder))
        for (const char* name : {".clang-format", "_clang-format"}) {
            const std::string path = (folder + "/" + name).str();
            if (auto buffer = llvm::MemoryBuffer::getFile(path))
                read.files[path] = stampOf(path, (*buffer)->getBuffer());
            else
                read.absent[folder.str()].names.insert(name);
        }
}

/// What a fix is made from, beside the files of its unit.
static std::string fixKey(const Finding& finding, const std::vector<Finding>& all,
                          const FixInput& input, size_t unit) {
    BytesOut key;
    key.text(unitKey(input.commands[unit])), key.text(dumpConfig(input.config));
    key.list(input.config.models, [&](const std::string& model) { key.text(readFile(model)); });
    writeFindings(key, {finding});
    std::vector<Finding> others;
    for (const Finding& other : all)
        if (other.at.file == finding.at.file) others.push_back(other);
    for (Finding& other : others) other.fix.reset();
    writeFindings(key, others);
    return key.take();
}

static std::optional<std::optional<Fix>> storedFix(const std::string& key, Driver& driver) {
    if (!driver.store()) return std::nullopt;
    const std::optional<std::string> entry = driver.store()->get("fixes", key);
    if (!entry) return std::nullopt;
    try {
        BytesIn in(*entry);
        if (!driver.disk().isCurrent(Dependencies::read(in))) return std::nullopt;
        return readFix(in);
    } catch (const DamagedBytes&) {
        return std::nullopt;
    }
}

static bool isAmong(const std::vector<Finding>& findings, const Finding& finding) {
    return std::ranges::any_of(findings, [&](const Finding& other) {
        return other.check == finding.check && other.subject == finding.subject;
    });
}

namespace {
/// The findings of one unit that may have fixes.
struct FixJob {
    size_t unit = 0;
    std::vector<size_t> findings; // indices
    std::vector<std::string> keys;
    Dependencies read;
};

class FixOffers {
  public:
    FixOffers(std::vector<Finding>& findings, const FixInput& input)
        : findings_(findings), input_(input), fixes_(findings.size()) {}

    void offer(Dependencies& read) {
        for (size_t i = 0; i < findings_.size(); ++i) add(i, read);
        run();
        for (size_t i = 0; i < findings_.size(); ++i) findings_[i].fix = std::move(fixes_[i]);
    }

  private:
    std::optional<size_t> unitOf(const Finding& finding) const {
        for (size_t unit = 0; unit < input_.commands.size(); ++unit)
            if (input_.commands[unit].Filename == finding.at.file.str()) return unit;
        return std::nullopt;
    }

    /// Takes a known fix, or leaves the finding to a job.
    void add(size_t finding, Dependencies& read) {
        const Finding& what = findings_[finding];
        const std::optional<size_t> unit = unitOf(what);
        if (!unit || !mayHaveFix(what)) return;
        addLayouts(what.at.file.str(), read);
        const std::string key = fixKey(what, findings_, input_, *unit);
        if (auto stored = storedFix(key, input_.driver)) {
            fixes_[finding] = std::move(*stored);
            return;
        }
        auto job = std::ranges::find(jobs_, *unit, &FixJob::unit);
        if (job == jobs_.end()) {
            job = jobs_.insert(jobs_.end(), {*unit, {}, {}, input_.driver.read(*unit)});
            addLayouts(what.at.file.str(), job->read);
        }
        job->findings.push_back(finding);
        job->keys.push_back(key);
    }

    void run() {
        const RunSettings& settings = input_.driver.settings();
        const std::vector<JobEnd> ends =
            runIsolated(jobs_.size(), settings.jobs, settings.limits,
                        [&](size_t job) { return answer(jobs_[job]); });
        for (size_t job = 0; job < ends.size(); ++job) {
            if (!ends[job].isDone) continue;
            BytesIn in(ends[job].answer);
            for (size_t finding : jobs_[job].findings) fixes_[finding] = readFix(in);
        }
    }

    /// In a process of its own.
    std::string answer(const FixJob& job) const {
        const std::vector<std::optional<Fix>> fixes = fixesOf(job);
        BytesOut all;
        for (size_t i = 0; i < fixes.size(); ++i) {
            writeFix(all, fixes[i]);
            BytesOut entry;
            job.read.write(entry), writeFix(entry, fixes[i]);
            if (const Store* store = input_.driver.store())
                store->put("fixes", job.keys[i], entry.take());
        }
        return all.take();
    }

    std::vector<std::optional<Fix>> fixesOf(const FixJob& job) const {
        std::vector<Finding> findings;
        for (size_t finding : job.findings) findings.push_back(findings_[finding]);
        // What only the whole program shows, no parse of the unit can prove mended.
        const std::vector<Finding> alone =
            analyzeUnits({input_.facts[job.unit]}, input_.models, input_.config);
        if (std::ranges::none_of(findings,
                                 [&](const Finding& finding) { return isAmong(alone, finding); }))
            return std::vector<std::optional<Fix>>(findings.size());
        return fixesFor(findings, {input_.commands[job.unit],
                                   input_.models,
                                   input_.config,
                                   {.preamble = input_.driver.preamble(job.unit), .isLast = true},
                                   {}});
    }

    std::vector<Finding>& findings_;
    const FixInput& input_;
    std::vector<std::optional<Fix>> fixes_;
    std::vector<FixJob> jobs_;
};
} // namespace

void offerFixes(std::vector<Finding>& findings, const FixInput& input, Dependencies& read) {
    FixOffers(findings, input).offer(read);
}

} // namespace looplint
