#include "fix/rewrite.h"

namespace looplint {

bool mayHaveFix(const Finding& finding) {
    const std::string usr = finding.subject.usr.str();
    return !llvm::StringRef(usr).rsplit('@').first.ends_with("@FI"); // as Clang names a field
}

std::optional<Fix> proposeFix(clang::ASTContext& context, const Finding& finding,
                              const Models& models) {
    for (auto* rewriter : {moveToStartup, moveToMain})
        if (std::optional<Fix> fix = rewriter(context, finding, models)) return fix;
    return std::nullopt;
}

} // namespace looplint
