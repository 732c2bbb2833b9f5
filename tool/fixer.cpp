#include "fixer.h"

#include "apply.h"
#include "files.h"
#include "fix/rewrite.h"

#include <clang/Format/Format.h>
#include <clang/Tooling/Core/Replacement.h>

using clang::tooling::CompileCommand;
using clang::tooling::Replacement;
using clang::tooling::Replacements;

namespace looplint {

namespace {

class Fixer {
  public:
    explicit Fixer(const FixInput& input) : input_(input) {}

    void offer(Finding& finding, const std::vector<Finding>& all) {
        const CompileCommand* command = commandFor(finding);
        if (!command) return;
        std::optional<Fix> fix;
        const ParseOutcome before = parseUnit(*command, {}, [&](clang::ASTContext& context) {
            fix = proposeFix(context, finding, input_.models);
        });
        if (!fix || !before.errors.empty() || !format(*fix)) return;
        if (isProved(*fix, finding, *command, all)) finding.fix = std::move(fix);
    }

  private:
    const CompileCommand* commandFor(const Finding& finding) const {
        for (const CompileCommand& command : input_.commands)
            if (command.Filename == finding.at.file.str()) return &command;
        return nullptr;
    }

    /// Lays the new text out as the project's .clang-format says.
    static bool format(Fix& fix) {
        const std::string file = fix.edits.front().file.str(), code = readFile(file);
        Replacements replacements;
        for (const Edit& edit : fix.edits)
            if (llvm::Error error =
                    add(replacements, {file, edit.offset, edit.length, edit.text})) {
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

    /// Two insertions at one place are both wanted, in their order.
    static llvm::Error add(Replacements& replacements, const Replacement& next) {
        llvm::Error error = replacements.add(next);
        if (!error) return error;
        llvm::consumeError(std::move(error));
        for (const Replacement& known : replacements)
            if (known.getOffset() == next.getOffset() && known.getLength() == 0 &&
                next.getLength() == 0) {
                const Replacement both(
                    known.getFilePath(), known.getOffset(), 0,
                    (known.getReplacementText() + next.getReplacementText()).str());
                replacements = replacements.merge(Replacements(Replacement(
                    both.getFilePath(), both.getOffset() + known.getReplacementText().size(), 0,
                    next.getReplacementText())));
                return llvm::Error::success();
            }
        return llvm::createStringError("edits overlap");
    }

    /// The patched unit compiles, the finding is gone, and there is no new one.
    bool isProved(const Fix& fix, const Finding& finding, const CompileCommand& command,
                  const std::vector<Finding>& all) const {
        Overlay overlay;
        for (const auto& [file, text] : patched({&fix})) overlay[file] = text;
        const LintResult after = lint({command}, overlay, input_.models, input_.config, 1);
        if (!after.problems.empty()) return false;
        for (const Finding& left : after.findings) {
            const bool isKnown = std::any_of(all.begin(), all.end(), [&](const Finding& known) {
                return known.check == left.check && known.subject == left.subject &&
                       known.subject != finding.subject;
            });
            if (!isKnown) return false;
        }
        return true;
    }

    const FixInput& input_;
};

} // namespace

void offerFixes(std::vector<Finding>& findings, const FixInput& input) {
    Fixer fixer(input);
    for (Finding& finding : findings) fixer.offer(finding, findings);
}

} // namespace looplint
