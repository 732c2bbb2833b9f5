#include "fix/rewrite.h"

namespace looplint {

std::optional<Fix> proposeFix(clang::ASTContext& context, const Finding& finding,
                              const Models& models) {
    for (auto* rewriter : {moveToStartup, moveToMain})
        if (std::optional<Fix> fix = rewriter(context, finding, models)) return fix;
    return std::nullopt;
}

} // namespace looplint
