#include "fixer.h"

#include "apply.h"
#include "files.h"
#include "fix/rewrite.h"
#include "open_preamble.h"

#include <clang/Format/Format.h>
#include <clang/Tooling/Core/Replacement.h>

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

/// How many findings are of the same check on the same subject.
auto countOf(const std::vector<Finding>& findings, const Finding& finding) {
    return std::ranges::count_if(findings, [&](const Finding& other) {
        return other.check == finding.check && other.subject == finding.subject;
    });
}

/// The patched unit compiles, there is one such finding less than before, and no new one.
bool isProved(const Fix& fix, const Finding& finding, const std::vector<Finding>& before,
              const FixUnit& unit, const Texts& open) {
    Overlay overlay = unit.overlay;
    for (const auto& [file, text] : patched({&fix}, open)) overlay[file] = text;
    ParseWay way = unit.way;
    const auto main = overlay.find(unit.command.Filename);
    if (way.open && (main == overlay.end() || !way.open->fits(way.open->key, main->second)))
        way.open = nullptr; // the fix changes the head of the file
    const LintResult after = lint({unit.command}, overlay, unit.models, unit.config, 1, way);
    return after.problems.empty() && countOf(after.findings, finding) < countOf(before, finding) &&
           std::ranges::all_of(
               after.findings,
               [&](const Finding& left) {
                   return countOf(after.findings, left) <= countOf(before, left);
               });
}

} // namespace

std::vector<std::optional<Fix>> fixesFor(const std::vector<Finding>& findings,
                                         const FixUnit& unit) {
    Texts open;
    for (const auto& entry : unit.overlay) open[entry.getKey().str()] = entry.second;
    std::vector<std::optional<Fix>> fixes(findings.size());
    UnitResult read =
        extractUnit(unit.command, unit.overlay, unit.way, [&](clang::ASTContext& context) {
            for (size_t i = 0; i < findings.size(); ++i)
                if (mayHaveFix(findings[i]))
                    fixes[i] = proposeFix(context, findings[i], unit.models);
        });
    if (std::ranges::none_of(fixes, [](const auto& fix) { return fix.has_value(); })) return fixes;
    const std::vector<Finding> before =
        analyzeUnits({std::move(read.facts)}, unit.models, unit.config);
    for (size_t i = 0; i < fixes.size(); ++i) {
        const bool isOffered = fixes[i] && read.problem.errors.empty() && format(*fixes[i], open) &&
                               isProved(*fixes[i], findings[i], before, unit, open);
        if (!isOffered) fixes[i].reset();
    }
    return fixes;
}

} // namespace looplint
