#include "suppress.h"

#include "analysis/check.h"
#include "globs.h"

#include <llvm/Support/MemoryBuffer.h>

namespace looplint {

Suppressions::Suppressions(std::string_view text) {
    uint32_t number = 0;
    while (!text.empty()) {
        const size_t end = text.find('\n');
        addLine(text.substr(0, end), ++number);
        text.remove_prefix(end == text.npos ? text.size() : end + 1);
    }
}

void Suppressions::addLine(std::string_view line, uint32_t number) {
    for (size_t at = line.find("NOLINT"); at != line.npos; at = line.find("NOLINT", at)) {
        at += 6;
        const std::string_view rest = line.substr(at);
        const size_t wordEnd =
            std::min(rest.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ"), rest.size());
        const std::string_view kind = rest.substr(0, wordEnd);
        std::string globs = "*";
        if (wordEnd < rest.size() && rest[wordEnd] == '(')
            globs = rest.substr(wordEnd + 1, rest.find(')', wordEnd) - wordEnd - 1);
        if (kind.empty())
            ranges_.push_back({number, number, globs, number});
        else if (kind == "NEXTLINE")
            ranges_.push_back({number + 1, number + 1, globs, number});
        else if (kind == "BEGIN")
            open_.push_back({number, UINT32_MAX, globs, number});
        else if (kind == "END")
            for (auto begin = open_.rbegin(); begin != open_.rend(); ++begin)
                if (begin->globs == globs) {
                    ranges_.push_back({begin->first, number, globs, begin->line});
                    open_.erase(std::next(begin).base());
                    break;
                }
    }
}

bool Suppressions::covers(uint32_t line, const std::string& check) {
    bool isCovered = false;
    for (Range& range : ranges_)
        if (line >= range.first && line <= range.last && inGlobs(range.globs, check))
            isCovered = range.isUsed = true;
    return isCovered;
}

std::string Suppressor::textOf(const std::string& file) const {
    if (const auto text = open_.find(file); text != open_.end()) return text->second;
    auto buffer = llvm::MemoryBuffer::getFile(file);
    return buffer ? (*buffer)->getBuffer().str() : std::string();
}

Suppressions& Suppressor::of(Name file) {
    auto known = files_.find(file);
    if (known != files_.end()) return known->second;
    return files_.try_emplace(file, textOf(file.str())).first->second;
}

void Suppressor::drop(std::vector<Finding>& findings) {
    std::erase_if(findings, [&](const Finding& finding) {
        return of(finding.at.file).covers(finding.at.line, finding.check);
    });
}

/// Lists of other tools' checks, and comments without a list, are not for us to judge.
static bool namesOurs(const std::string& globs,
                      const std::function<bool(const std::string&)>& isEnabled) {
    if (!llvm::StringRef(globs).contains("loop-")) return false;
    for (const Check* check : allChecks())
        if (const std::string name(check->name); inGlobs(globs, name) && isEnabled(name))
            return true;
    return false;
}

std::vector<Finding>
Suppressor::unused(const std::vector<Name>& files,
                   const std::function<bool(const std::string& check)>& isEnabled) {
    std::vector<Finding> findings;
    for (const Name file : files)
        for (const Suppressions::Range& range : of(file).ranges()) {
            if (range.isUsed || !namesOurs(range.globs, isEnabled)) continue;
            Finding& finding = findings.emplace_back();
            finding.check = kUnused;
            finding.at = {file, range.line, 1};
            finding.message = "this comment hides no finding of " + range.globs;
        }
    return findings;
}

} // namespace looplint
