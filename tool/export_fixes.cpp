#include "export_fixes.h"

#include <clang/Tooling/Core/Diagnostic.h>
#include <clang/Tooling/DiagnosticsYaml.h>
#include <llvm/Support/YAMLTraits.h>
#include <llvm/Support/raw_ostream.h>

using namespace clang::tooling;

namespace looplint {

static Diagnostic diagnosticOf(const Finding& finding, const std::string& text) {
    Diagnostic diagnostic(finding.check, Diagnostic::Warning, "");
    diagnostic.Message.Message = finding.message;
    diagnostic.Message.FilePath = finding.at.file.str();
    size_t offset = 0;
    for (uint32_t line = 1; line < finding.at.line && offset != text.npos; ++line)
        offset = text.find('\n', offset) + 1;
    diagnostic.Message.FileOffset = static_cast<unsigned>(offset + finding.at.column - 1);
    if (finding.fix)
        for (const Edit& edit : finding.fix->edits)
            llvm::consumeError(diagnostic.Message.Fix[edit.file.str()].add(
                Replacement(edit.file.str(), edit.offset, edit.length, edit.text)));
    return diagnostic;
}

std::string exportedFixes(const ReportInput& input) {
    TranslationUnitDiagnostics document;
    if (!input.findings.empty()) document.MainSourceFile = input.findings.front().at.file.str();
    for (const Finding& finding : input.findings)
        document.Diagnostics.push_back(diagnosticOf(finding, input.source(finding.at.file)));
    std::string out;
    llvm::raw_string_ostream stream(out);
    llvm::yaml::Output yaml(stream);
    yaml << document;
    return out;
}

} // namespace looplint
