#include "fix/rewrite.h"

namespace looplint {

namespace {
using Rewriter = std::optional<Fix>(clang::ASTContext&, const Finding&, const Models&);

/// Which rewriters speak of which findings.
struct Entry {
    std::string_view check;
    bool isOfField; // of a member, or of what is none
    Rewriter* rewriter;
};
constexpr Entry kRewriters[] = {{"loop-static-object", false, moveToStartup},
                                {"loop-static-object", false, moveToMain},
                                {"loop-early-construction", false, moveToStartup},
                                {"loop-early-construction", false, moveToMain},
                                {"loop-foreign-thread-use", true, giveParent},
                                {"loop-foreign-thread-use", true, handOver},
                                {"loop-foreign-thread-use", false, handOver},
                                {"loop-destruction-order", true, swapMembers},
                                {"loop-foreign-thread-destruction", true, deleteLater},
                                {"loop-foreign-thread-destruction", false, deleteLater}};

bool isField(const Entity& entity) {
    const std::string usr = entity.usr.str();
    return llvm::StringRef(usr).rsplit('@').first.ends_with("@FI"); // as Clang names a field
}

bool isFor(const Entry& entry, const Finding& finding) {
    return entry.check == finding.check && entry.isOfField == isField(finding.subject);
}
} // namespace

bool mayHaveFix(const Finding& finding) {
    return llvm::any_of(kRewriters, [&](const Entry& entry) { return isFor(entry, finding); });
}

std::optional<Fix> proposeFix(clang::ASTContext& context, const Finding& finding,
                              const Models& models) {
    for (const Entry& entry : kRewriters)
        if (isFor(entry, finding))
            if (std::optional<Fix> fix = entry.rewriter(context, finding, models)) return fix;
    return std::nullopt;
}

} // namespace looplint
