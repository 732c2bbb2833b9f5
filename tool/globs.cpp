#include "globs.h"

#include "analysis/check.h"
#include "options.h"

#include <llvm/ADT/StringExtras.h>
#include <llvm/Support/GlobPattern.h>
#include <llvm/Support/Regex.h>

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

bool matchesGlob(const std::string& glob, const std::string& text) {
    return Glob{glob, false}.matches(text);
}

void refuseBadGlob(const std::string& glob, const std::string& option) {
    if (auto pattern = llvm::GlobPattern::create(glob); !pattern)
        throw UsageError(option + ": '" + glob +
                         "' is no glob: " + llvm::toString(pattern.takeError()));
}

void refuseUnknownChecks(const std::string& globs, const std::string& option) {
    for (const Glob& glob : split(globs)) {
        refuseBadGlob(glob.text.str(), option);
        const bool isPattern = glob.text.contains('*') || glob.text.contains('?');
        if (!isPattern && !findCheck(glob.text)) failUnknownCheck(glob.text.str(), option);
    }
}

void failUnknownCheck(const std::string& name, const std::string& option) {
    std::string names;
    for (const Check* check : allChecks())
        names += (names.empty() ? "" : ", ") + std::string(check->name);
    throw UsageError(option + ": unknown check '" + name + "'; known are: " + names);
}

void refuseBadRegex(const std::string& regex, const std::string& option) {
    std::string error;
    if (!regex.empty() && !llvm::Regex(regex).isValid(error))
        throw UsageError(option + ": '" + regex + "' is no regular expression: " + error);
}

} // namespace looplint
