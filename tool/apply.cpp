#include "apply.h"

#include "files.h"

#include <clang/Tooling/Core/Replacement.h>
#include <llvm/Support/raw_ostream.h>

using clang::tooling::Replacement;
using clang::tooling::Replacements;

namespace looplint {

/// Adds all edits of a fix, or none.
static bool addWhole(const Fix& fix, std::map<std::string, Replacements>& files) {
    std::map<std::string, Replacements> next = files;
    for (const Edit& edit : fix.edits) {
        Replacements& file = next[edit.file.str()];
        if (llvm::Error error =
                file.add(Replacement(edit.file.str(), edit.offset, edit.length, edit.text))) {
            llvm::consumeError(std::move(error));
            return false;
        }
    }
    files = std::move(next);
    return true;
}

std::map<std::string, std::string> patched(const std::vector<const Fix*>& fixes,
                                           const std::map<std::string, std::string>& open) {
    std::map<std::string, Replacements> files;
    for (const Fix* fix : fixes) addWhole(*fix, files);
    std::map<std::string, std::string> texts;
    for (const auto& [file, replacements] : files) {
        const auto known = open.find(file);
        auto text = clang::tooling::applyAllReplacements(
            known == open.end() ? readFile(file) : known->second, replacements);
        if (text)
            texts[file] = *text;
        else
            llvm::consumeError(text.takeError());
    }
    return texts;
}

void applyFixes(const std::vector<Finding>& findings) {
    std::vector<const Fix*> fixes;
    for (const Finding& finding : findings)
        if (finding.fix) fixes.push_back(&*finding.fix);
    for (const auto& [file, text] : patched(fixes)) {
        writeFile(file, text);
        llvm::errs() << "looplint: fixed " << file << "\n";
    }
}

} // namespace looplint
