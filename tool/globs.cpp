#include "globs.h"

#include "analysis/check.h"
#include "options.h"

#include <llvm/ADT/StringExtras.h>
#include <llvm/Support/GlobPattern.h>

namespace looplint {

namespace {
struct Glob {
    llvm::StringRef text;
    bool isNegative;
    bool matches(llvm::StringRef name) const {
        auto pattern = llvm::GlobPattern::create(text);
        if (pattern) return pattern->match(name);
        llvm::consumeError(pattern.takeError());
        return false;
    }
};

llvm::SmallVector<Glob> split(llvm::StringRef globs) {
    llvm::SmallVector<Glob> all;
    for (llvm::StringRef part : llvm::split(globs, ',')) {
        part = part.trim();
        const bool isNegative = part.consume_front("-");
        if (!part.empty()) all.push_back({part, isNegative});
    }
    return all;
}
} // namespace

bool inGlobs(const std::string& globs, const std::string& name) {
    bool isIn = false;
    for (const Glob& glob : split(globs))
        if (glob.matches(name)) isIn = !glob.isNegative;
    return isIn;
}

void refuseUnknownChecks(const std::string& globs, const std::string& option) {
    for (const Glob& glob : split(globs)) {
        bool isKnown = glob.text.contains('*') || glob.text.contains('?');
        for (const Check* check : allChecks()) isKnown |= std::string_view(glob.text) == check->name;
        if (isKnown) continue;
        std::string names;
        for (const Check* check : allChecks()) names += (names.empty() ? "" : ", ") + std::string(check->name);
        throw UsageError(option + ": unknown check '" + glob.text.str() + "'; known are: " + names);
    }
}

} // namespace looplint
