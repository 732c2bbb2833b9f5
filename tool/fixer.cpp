#include "fixer.h"

#include "apply.h"
#include "files.h"
#include "findings_bytes.h"
#include "fix/rewrite.h"
#include "open_preamble.h"

#include <clang/Format/Format.h>
#include <clang/Tooling/Core/Replacement.h>
#include <llvm/Support/Path.h>

#include <algorithm>

using clang::tooling::CompileCommand;
using clang::tooling::Replacement;
using clang::tooling::Replacements;

namespace looplint {

namespace {

using Texts = std::map<std::string, std::string>;

/// Two insertions at one place are both wanted, in their order.
llvm::Error add(Replacements& replacements, const Replacement& next) {
    llvm::Error error = replacements.add(next);
    if (!error) return error;
    llvm::consumeError(std::move(error));
    for (const Replacement& known : replacements)
        if (known.getOffset() == next.getOffset() && known.getLength() == 0 &&
            next.getLength() == 0) {
            const Replacement both(known.getFilePath(), known.getOffset(), 0,
                                   (known.getReplacementText() + next.getReplacementText()).str());
            replacements = replacements.merge(Replacements(Replacement(
                both.getFilePath(), both.getOffset() + known.getReplacementText().size(), 0,
                next.getReplacementText())));
            return llvm::Error::success();
        }
    return llvm::createStringError("edits overlap");
}

/// Lays the new text out as the project's .clang-format says.
bool format(Fix& fix, const Texts& open) {
    const std::string file = fix.edits.front().file.str();
    const auto known = open.find(file);
    const std::string code = known == open.end() ? readFile(file) : known->second;
    Replacements replacements;
    for (const Edit& edit : fix.edits)
        if (llvm::Error error = add(replacements, {file, edit.offset, edit.length, edit.text})) {
            llvm::consumeError(std::move(error));
            return false;
        }
    auto style = clang::format::getStyle("file", file, "LLVM", code);
    if (!style) return llvm::consumeError(style.takeError()), false;
    auto formatted = clang::format::formatReplacements(code, replacements, *style);
    if (!formatted) return llvm::consumeError(formatted.takeError()), false;
    fix.edits.clear();
    for (const Replacement& edit : *formatted)
        fix.edits.push_back(
            {Name(file), edit.getOffset(), edit.getLength(), edit.getReplacementText().str()});
    return true;
}

/// The patched unit compiles, the finding is gone, and there is no new one.
bool isProved(const Fix& fix, const Finding& finding, const std::vector<Finding>& all,
              const FixUnit& unit, const Texts& open) {
    Overlay overlay = unit.overlay;
    for (const auto& [file, text] : patched({&fix}, open)) overlay[file] = text;
    ParseWay way = unit.way;
    const auto main = overlay.find(unit.command.Filename);
    if (way.open && (main == overlay.end() || !way.open->fits(way.open->key, main->second)))
        way.open = nullptr; // the fix changes the head of the file
    const LintResult after = lint({unit.command}, overlay, unit.models, unit.config, 1, way);
    if (!after.problems.empty()) return false;
    return std::ranges::all_of(after.findings, [&](const Finding& left) {
        return std::ranges::any_of(all, [&](const Finding& known) {
            return known.check == left.check && known.subject == left.subject &&
                   known.subject != finding.subject;
        });
    });
}

class Fixer {
  public:
    explicit Fixer(const FixInput& input) : input_(input) {}

    /// `unit` is the index of the finding's unit.
    std::optional<Fix> fix(const Finding& finding, const std::vector<Finding>& all,
                           size_t unit) const {
        return fixFor(finding, all,
                      {input_.commands[unit],
                       input_.models,
                       input_.config,
                       {.preamble = input_.driver.preamble(unit), .isLast = true},
                       {}});
    }

    std::optional<size_t> unitOf(const Finding& finding) const {
        for (size_t unit = 0; unit < input_.commands.size(); ++unit)
            if (input_.commands[unit].Filename == finding.at.file.str()) return unit;
        return std::nullopt;
    }

  private:
    const FixInput& input_;
};

} // namespace

std::optional<Fix> fixFor(const Finding& finding, const std::vector<Finding>& all,
                          const FixUnit& unit) {
    Texts open;
    for (const auto& entry : unit.overlay) open[entry.getKey().str()] = entry.second;
    if (!mayHaveFix(finding)) return std::nullopt;
    std::optional<Fix> fix;
    const ParseOutcome before = parseUnit(
        unit.command, unit.overlay,
        [&](clang::ASTContext& context) { fix = proposeFix(context, finding, unit.models); },
        unit.way);
    if (!fix || !before.errors.empty() || !format(*fix, open)) return std::nullopt;
    return isProved(*fix, finding, all, unit, open) ? fix : std::nullopt;
}

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

void offerFixes(std::vector<Finding>& findings, const FixInput& input, Dependencies& read) {
    const Fixer fixer(input);
    Driver& driver = input.driver;
    struct Open {
        size_t finding, unit;
        std::string key;
        Dependencies read;
    };
    std::vector<Open> open;
    std::vector<std::optional<Fix>> fixes(findings.size());
    for (size_t i = 0; i < findings.size(); ++i) {
        const std::optional<size_t> unit = fixer.unitOf(findings[i]);
        if (!unit || !mayHaveFix(findings[i])) continue;
        addLayouts(findings[i].at.file.str(), read);
        const std::string key = fixKey(findings[i], findings, input, *unit);
        if (auto stored = storedFix(key, driver)) {
            fixes[i] = std::move(*stored);
            continue;
        }
        open.push_back({i, *unit, key, driver.read(*unit)});
        addLayouts(findings[i].at.file.str(), open.back().read);
    }
    const RunSettings& settings = driver.settings();
    const std::vector<JobEnd> ends =
        runIsolated(open.size(), settings.jobs, settings.limits, [&](size_t job) {
            const auto& [finding, unit, key, files] = open[job];
            BytesOut fix, entry;
            writeFix(fix, fixer.fix(findings[finding], findings, unit));
            const std::string bytes = fix.take();
            files.write(entry);
            if (driver.store()) driver.store()->put("fixes", key, entry.take() + bytes);
            return bytes;
        });
    for (size_t job = 0; job < ends.size(); ++job) {
        BytesIn in(ends[job].answer);
        if (ends[job].isDone) fixes[open[job].finding] = readFix(in);
    }
    for (size_t i = 0; i < findings.size(); ++i) findings[i].fix = std::move(fixes[i]);
}

} // namespace looplint
