#include "house.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>

namespace fs = std::filesystem;

namespace looplint::testing {

namespace {
bool isSkipped(const fs::path& path) {
    const std::string name = path.filename().string();
    return name == ".git" || name.starts_with("build") || name == ".cache" ||
           name == ".looplint-cache";
}

std::string fileOf(const Check& check) {
    std::string name(check.name.substr(std::string_view("loop-").size()));
    std::replace(name.begin(), name.end(), '-', '_');
    return name;
}

bool isCode(const std::string& path) { return path.ends_with(".cpp") || path.ends_with(".h"); }

std::vector<std::string> matchesOf(const std::string& text, const std::string& pattern) {
    const std::regex regex(pattern);
    std::vector<std::string> found;
    for (std::sregex_iterator at(text.begin(), text.end(), regex), end; at != end; ++at)
        found.push_back(at->str(1));
    return found;
}

/// The longest part of a message that is not an argument.
std::string longestPart(const std::string& message) {
    static const std::regex argument("\\{[0-9]\\}");
    std::string longest;
    for (std::sregex_token_iterator at(message.begin(), message.end(), argument, -1), end;
         at != end; ++at)
        if (static_cast<size_t>(at->length()) > longest.size()) longest = at->str();
    return longest;
}
} // namespace

std::vector<SourceFile> sourceFiles(const std::string& root) {
    std::vector<SourceFile> files;
    for (auto at = fs::recursive_directory_iterator(root); at != fs::recursive_directory_iterator();
         ++at) {
        if (at->is_directory() && isSkipped(at->path())) {
            at.disable_recursion_pending();
            continue;
        }
        if (!at->is_regular_file()) continue;
        std::ifstream in(at->path(), std::ios::binary);
        files.push_back({at->path().lexically_relative(root).string(),
                         std::string(std::istreambuf_iterator<char>(in), {})});
    }
    std::sort(files.begin(), files.end(),
              [](const auto& a, const auto& b) { return a.path < b.path; });
    return files;
}

std::string missingParts(const Check& check, const std::string& root) {
    std::string missing;
    for (const std::string& part :
         {"checks/" + fileOf(check) + ".cpp", "checks/" + fileOf(check) + ".md",
          "tests/corpus/" + fileOf(check) + "/basic.cpp",
          "tests/corpus/" + fileOf(check) + "/near_misses.cpp"}) {
        std::error_code error;
        if (fs::file_size(fs::path(root) / part, error) == 0 || error)
            missing += std::string(check.name) + ": no " + part + "\n";
    }
    return missing;
}

std::string unquotedMessages(const SourceFile& source, const std::vector<Want>& wants) {
    std::string out;
    for (const std::string& message :
         matchesOf(source.text, R"re(Message k\w+\{\s*"((?:[^"\\]|\\.)*)"\s*\})re")) {
        const std::string part = longestPart(message);
        const bool isQuoted = std::any_of(wants.begin(), wants.end(), [&](const Want& want) {
            return want.text.find(part) != std::string::npos;
        });
        if (!isQuoted) out += source.path + ": no want quotes the message: " + message + "\n";
    }
    return out;
}

std::string longFiles(const std::vector<SourceFile>& files) {
    std::string out;
    for (const SourceFile& file : files) {
        const bool isOurs = file.path.starts_with("checks/") || file.path.starts_with("tool/") ||
                            file.path.starts_with("runtime/");
        const auto lines = std::count(file.text.begin(), file.text.end(), '\n');
        if (isOurs && isCode(file.path) && lines > 400)
            out += file.path + ": " + std::to_string(lines) + " lines\n";
    }
    return out;
}

std::string danglingNotes(const std::vector<SourceFile>& files) {
    std::map<std::string, int> defs;
    std::string out;
    for (const SourceFile& file : files)
        if (isCode(file.path))
            for (const std::string& name : matchesOf(file.text, R"(NOTE\(def: ([\w-]+)\))"))
                if (++defs[name] > 1)
                    out += file.path + ": a second definition of NOTE " + name + "\n";
    for (const SourceFile& file : files)
        if (isCode(file.path))
            for (const std::string& name : matchesOf(file.text, R"(NOTE\(ref: ([\w-]+)\))"))
                if (!defs.contains(name))
                    out += file.path + ": no definition of NOTE " + name + "\n";
    return out;
}

std::string paperHandles(const std::vector<SourceFile>& files) {
    std::string out;
    for (const SourceFile& file : files)
        for (const std::string& handle :
             matchesOf(file.text, R"(\b(LL[0-9][0-9]|(?:asiouv|qtglib)/[\w-]+)\b)"))
            out += file.path + ": names " + handle + "\n";
    return out;
}

} // namespace looplint::testing
