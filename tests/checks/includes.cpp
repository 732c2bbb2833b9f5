#include "includes.h"

#include <algorithm>
#include <map>
#include <regex>
#include <set>

namespace looplint::testing {

namespace {
/// The longest prefix that fits a file decides. `forbidden` are prefixes of what stands between
/// the quotes or angle brackets.
struct Rule {
    std::string_view folder;
    std::vector<std::string_view> forbidden;
};

const std::vector<Rule>& rules() {
    // clang/ and llvm/: past the facts there are only values.
    static const auto* all = new std::vector<Rule>{
        {"checks/", {"clang/", "llvm/", "match/", "fix/", "report/", "loop/"}},
        {"checks/analysis/", {"clang/", "llvm/", "match/", "fix/", "report/", "loop/"}},
        {"checks/models/", {"clang/", "llvm/", "match/", "fix/", "report/", "loop/"}},
        {"checks/match/", {"fix/", "report/", "loop/"}},
        {"checks/fix/", {"report/", "loop/"}},
        {"checks/tidy/", {"report/", "loop/"}},
        {"tool/", {"loop/"}},
        {"tool/report/", {"clang/", "llvm/", "match/", "fix/", "loop/"}},
        {"tool/lsp/", {"clang/", "llvm/", "match/", "fix/", "loop/"}},
        {"runtime/", {"clang/", "llvm/", "analysis/", "models/", "match/", "report/"}},
        {"samples/", {"clang/", "llvm/", "analysis/", "models/", "match/", "report/"}}};
    return *all;
}

const Rule* ruleFor(const std::string& path) {
    const Rule* best = nullptr;
    for (const Rule& rule : rules())
        if (path.starts_with(rule.folder) && (!best || rule.folder.size() > best->folder.size()))
            best = &rule;
    return best;
}

std::vector<std::string> includesOf(const SourceFile& file) {
    static const std::regex include(R"re(^\s*#\s*include\s*["<]([^">]+)[">])re",
                                    std::regex::multiline);
    std::vector<std::string> found;
    for (std::sregex_iterator at(file.text.begin(), file.text.end(), include), end; at != end; ++at)
        found.push_back(at->str(1));
    return found;
}

bool isCode(const std::string& path) { return path.ends_with(".cpp") || path.ends_with(".h"); }

/// Depth first; a header on the way that is met again closes a ring.
class RingSearch {
  public:
    explicit RingSearch(const std::vector<SourceFile>& files) {
        for (const SourceFile& file : files)
            for (std::string_view root : {"checks/", "tool/", "runtime/include/"})
                if (file.path.starts_with(root) && file.path.ends_with(".h"))
                    headers_[file.path.substr(root.size())] = &file;
    }

    std::string run() {
        for (const auto& [name, file] : headers_)
            if (std::string ring = visit(name); !ring.empty()) return ring;
        return {};
    }

  private:
    std::string visit(const std::string& name) {
        const auto header = headers_.find(name);
        if (header == headers_.end() || done_.contains(name)) return {};
        const auto before = std::find(way_.begin(), way_.end(), name);
        if (before != way_.end()) return ringFrom(before);
        way_.push_back(name);
        for (const std::string& include : includesOf(*header->second))
            if (std::string ring = visit(include); !ring.empty()) return ring;
        way_.pop_back();
        done_.insert(name);
        return {};
    }

    std::string ringFrom(std::vector<std::string>::const_iterator first) const {
        std::string ring;
        for (auto at = first; at != way_.end(); ++at) ring += *at + " -> ";
        return ring + *first;
    }

    std::map<std::string, const SourceFile*> headers_; // by the name that includes use
    std::set<std::string> done_;
    std::vector<std::string> way_;
};
} // namespace

std::string forbiddenIncludes(const SourceFile& file) {
    const Rule* rule = ruleFor(file.path);
    if (!rule || !isCode(file.path)) return {};
    std::string out;
    for (const std::string& include : includesOf(file))
        for (std::string_view prefix : rule->forbidden)
            if (include.starts_with(prefix))
                out += file.path + ": may not include " + include + "\n";
    return out;
}

std::string includeRing(const std::vector<SourceFile>& files) { return RingSearch(files).run(); }

} // namespace looplint::testing
