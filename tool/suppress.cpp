#include "suppress.h"

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
            ranges_.push_back({number, number, globs});
        else if (kind == "NEXTLINE")
            ranges_.push_back({number + 1, number + 1, globs});
        else if (kind == "BEGIN")
            open_.push_back({number, UINT32_MAX, globs});
        else if (kind == "END")
            for (auto begin = open_.rbegin(); begin != open_.rend(); ++begin)
                if (begin->globs == globs) {
                    ranges_.push_back({begin->first, number, globs});
                    open_.erase(std::next(begin).base());
                    break;
                }
    }
}

bool Suppressions::covers(uint32_t line, const std::string& check) const {
    for (const Range& range : ranges_)
        if (line >= range.first && line <= range.last && inGlobs(range.globs, check)) return true;
    return false;
}

static std::string textOf(const std::string& file, const std::map<std::string, std::string>& open) {
    if (const auto text = open.find(file); text != open.end()) return text->second;
    auto buffer = llvm::MemoryBuffer::getFile(file);
    return buffer ? (*buffer)->getBuffer().str() : std::string();
}

void dropSuppressed(std::vector<Finding>& findings,
                    const std::map<std::string, std::string>& open) {
    std::map<Name, Suppressions> files;
    std::erase_if(findings, [&](const Finding& finding) {
        auto file = files.find(finding.at.file);
        if (file == files.end())
            file = files.try_emplace(finding.at.file, textOf(finding.at.file.str(), open)).first;
        return file->second.covers(finding.at.line, finding.check);
    });
}

} // namespace looplint
