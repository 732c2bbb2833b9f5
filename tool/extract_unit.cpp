#include "extract_unit.h"

#include "match/extract.h"

using clang::tooling::CompileCommand;

namespace looplint {

/// "lib/CMakeFiles/core.dir/src/a.cpp.o" belongs to the target "lib/CMakeFiles/core.dir".
static Name targetOf(const CompileCommand& command) {
    const llvm::StringRef output = command.Output;
    const size_t end = output.find(".dir/");
    return end == output.npos ? Name() : Name(std::string_view(output.substr(0, end + 4)));
}

UnitResult extractUnit(const CompileCommand& command, const Overlay& overlay, const ParseWay& way,
                       UseAst alsoUse) {
    UnitResult result;
    ParseOutcome outcome = parseUnit(
        command, overlay,
        [&](clang::ASTContext& context) {
            result.facts = extractFacts(context);
            if (alsoUse) alsoUse(context);
        },
        way, [&](const PreambleGuard& guard) { return guard.difference(result.facts); });
    result.facts.unit = Name(command.Filename);
    result.facts.target = targetOf(command);
    result.facts.hasErrors = !outcome.errors.empty();
    result.problem = {command.Filename, std::move(outcome.errors), !outcome.ran};
    result.read = std::move(outcome.read);
    result.difference = std::move(outcome.difference);
    return result;
}

} // namespace looplint
