#include "changed_lines.h"

#include "analysis/json_format.h"
#include "options.h"
#include "prove_process.h"

#include <llvm/ADT/StringRef.h>
#include <llvm/Support/FileSystem.h>
#include <llvm/Support/MemoryBuffer.h>

#include <algorithm>

namespace looplint {

ChangedLines::ChangedLines(std::string_view diff, const std::string& root) {
    std::vector<Range>* file = nullptr;
    for (llvm::StringRef rest = diff; !rest.empty();) {
        llvm::StringRef line;
        std::tie(line, rest) = rest.split('\n');
        if (line.consume_front("+++ ")) {
            line = line.split('\t').first.rtrim('\r');
            file = line == "/dev/null" ? nullptr : &files_[root + "/" + [&] {
                line.consume_front("b/");
                return line.str();
            }()];
        } else if (file && line.consume_front("@@ -")) {
            llvm::StringRef added = line.split('+').second;
            uint32_t first = 0, count = 1;
            if (added.consumeInteger(10, first)) continue;
            if (added.consume_front(",") && added.consumeInteger(10, count)) continue;
            if (count > 0) file->push_back({first, first + count - 1});
        }
    }
}

static std::string runGit(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), "git");
    const Outcome outcome = runProcess(arguments);
    if (outcome.status != 0)
        throw UsageError("--diff: git: " + llvm::StringRef(outcome.err).split('\n').first.str());
    return outcome.out;
}

ChangedLines ChangedLines::since(const std::string& base) {
    if (base == "-") {
        auto text = llvm::MemoryBuffer::getSTDIN();
        llvm::SmallString<256> here;
        llvm::sys::fs::current_path(here);
        return {text ? (*text)->getBuffer().str() : std::string(), here.str().str()};
    }
    if (base.starts_with("-")) throw UsageError("--diff: expected a commit, not '" + base + "'");
    const std::string top =
        llvm::StringRef(runGit({"rev-parse", "--show-toplevel"})).rtrim('\n').str();
    return {runGit({"diff", "--unified=0", "--no-color", "--no-ext-diff", "--src-prefix=a/",
                    "--dst-prefix=b/", base, "--"}),
            top};
}

ChangedLines ChangedLines::fromFilter(const std::string& json) {
    static constexpr const char* kSource = "--line-filter";
    const nlohmann::json document = parseJson(json, kSource);
    ChangedLines filter;
    filter.arePathsWhole_ = false;
    for (const JsonPlace& entry : JsonPlace(document, kSource).elements()) {
        entry.onlyKeys({"name", "lines"});
        std::vector<Range>& ranges = filter.files_[entry.at("name").string()];
        if (!entry.has("lines")) ranges.push_back({0, UINT32_MAX});
        if (entry.has("lines"))
            for (const JsonPlace& lines : entry.at("lines").elements()) {
                const std::vector<JsonPlace> ends = lines.elements();
                if (ends.size() != 2) lines.fail("expected [first, last]");
                ranges.push_back({ends[0].number(), ends[1].number()});
            }
    }
    return filter;
}

bool ChangedLines::contains(const Files::value_type& file, const Location& at) const {
    return std::ranges::any_of(file.second, [&](const Range& range) {
        return at.line >= range.first && at.line <= range.last;
    });
}

bool ChangedLines::contains(const Location& at) const {
    if (arePathsWhole_) {
        auto file = files_.find(at.file.str());
        return file != files_.end() && contains(*file, at);
    }
    return std::ranges::any_of(files_, [&](const Files::value_type& file) {
        return at.file.str().ends_with(file.first) && contains(file, at);
    });
}

void ChangedLines::keepOnly(std::vector<Finding>& findings) const {
    std::erase_if(findings, [&](const Finding& finding) {
        return !contains(finding.at) && std::ranges::none_of(finding.notes, [&](const Note& note) {
            return contains(note.at);
        });
    });
}

} // namespace looplint
