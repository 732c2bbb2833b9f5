#include "case_file.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <stdexcept>

#include <unistd.h>

namespace fs = std::filesystem;

namespace looplint::testing {

namespace {
std::string readText(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) throw std::runtime_error(path.string() + ": cannot be read");
    return std::string(std::istreambuf_iterator<char>(in), {});
}

void writeText(const fs::path& path, const std::string& text) {
    fs::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << text;
}

std::vector<std::string> words(const std::string& text) {
    std::istringstream in(text);
    std::istream_iterator<std::string> first(in), last;
    return {first, last};
}

std::vector<std::string_view> linesOf(std::string_view text) {
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const size_t end = std::min(text.find('\n'), text.size());
        lines.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

/// The value of `// key: value`, if the line is one.
bool isDirective(std::string_view line, std::string_view key, std::string& value) {
    const std::string head = "// " + std::string(key) + ": ";
    if (!line.starts_with(head)) return false;
    value = line.substr(head.size());
    return true;
}

void readDirective(std::string_view line, CaseFile& file) {
    std::string value;
    if (isDirective(line, "with", value))
        for (const std::string& library : words(value))
            for (std::string& flag : flagsFor(library)) file.flags.push_back(std::move(flag));
    if (isDirective(line, "flags", value))
        for (std::string& flag : words(value)) file.flags.push_back(std::move(flag));
    if (isDirective(line, "checks", value)) file.checks = value;
    if (isDirective(line, "option", value)) {
        const size_t equals = value.find('=');
        if (equals == value.npos)
            throw std::runtime_error(file.name + ": expected // option: key=value");
        file.options[value.substr(0, equals)] = value.substr(equals + 1);
    }
    if (line == "// fails to compile") file.failsToCompile = true;
}

bool isUnit(const fs::path& path) {
    const std::string ending = path.extension().string();
    return ending == ".cpp" || ending == ".c";
}

/// The quoted texts after `// want`; `\"` stands for a quote.
std::vector<std::string> quoted(std::string_view rest, const std::string& where) {
    std::vector<std::string> texts;
    for (size_t at = rest.find('"'); at != rest.npos; at = rest.find('"', at)) {
        std::string text;
        for (++at; at < rest.size() && rest[at] != '"'; ++at) {
            if (rest[at] == '\\' && at + 1 < rest.size()) ++at;
            text += rest[at];
        }
        if (at == rest.size() || text.empty())
            throw std::runtime_error(where + ": a want without its text");
        texts.push_back(std::move(text));
        ++at;
    }
    if (texts.empty()) throw std::runtime_error(where + ": a want without its text");
    return texts;
}
} // namespace

std::vector<std::string> flagsFor(const std::string& library) {
    static const std::map<std::string, std::string> all = {
        {"qt", LOOPLINT_QT_FLAGS},
        {"uv", LOOPLINT_UV_FLAGS},
        {"glib", LOOPLINT_GLIB_FLAGS},
        {"loop", "-isystem " LOOPLINT_SOURCE_DIR "/runtime/include"}};
    const auto found = all.find(library);
    if (found == all.end()) throw std::runtime_error("// with: unknown library '" + library + "'");
    return words(found->second);
}

std::map<std::string, std::string> splitFile(std::string_view text) {
    std::map<std::string, std::string> parts;
    std::string name;
    for (std::string_view line : linesOf(text)) {
        if (line.starts_with("//--- "))
            name = line.substr(6);
        else
            parts[name] += std::string(line) + "\n";
    }
    if (parts.size() > 1) parts.erase(""); // the head: prose and directives
    return parts;
}

std::vector<Want> wantsOf(const std::string& file, std::string_view text) {
    static constexpr std::string_view kWant = "// want ", kNote = "// want note ";
    std::vector<Want> wants;
    uint32_t number = 0;
    for (std::string_view line : linesOf(text)) {
        ++number;
        const size_t at = line.find(kWant);
        if (at == line.npos) continue;
        const bool isNote = line.substr(at).starts_with(kNote);
        const std::string where = file + ":" + std::to_string(number);
        for (std::string& wanted : quoted(line.substr(at + (isNote ? kNote : kWant).size()), where))
            wants.push_back({file, number, std::move(wanted), isNote});
    }
    return wants;
}

CaseFile loadCase(const std::string& path, const std::string& scratch) {
    CaseFile file;
    file.name = fs::path(path).lexically_relative(LOOPLINT_TESTS_DIR).replace_extension().string();
    const std::string text = readText(path);
    file.flags = {"-std=c++20", "-isystem", LOOPLINT_TESTS_DIR "/corpus/include"};
    for (std::string_view line : linesOf(text)) readDirective(line, file);
    for (const auto& [name, part] : splitFile(text)) {
        const fs::path source =
            name.empty() ? fs::path(path) : fs::path(scratch) / file.name / name;
        if (!name.empty()) writeText(source, part);
        if (isUnit(source)) file.units.push_back(source.string());
        for (Want& want : wantsOf(source.string(), part)) file.wants.push_back(std::move(want));
    }
    std::sort(file.units.begin(), file.units.end());
    return file;
}

std::vector<CaseFile> loadCases(const std::string& folder) {
    const fs::path root = fs::path(LOOPLINT_TESTS_DIR) / folder;
    const std::string scratch =
        (fs::temp_directory_path() / ("looplint-cases-" + std::to_string(getpid()))).string();
    std::vector<std::string> paths;
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(root))
        if (entry.is_regular_file() && isUnit(entry.path())) paths.push_back(entry.path().string());
    std::sort(paths.begin(), paths.end());
    std::vector<CaseFile> cases;
    for (const std::string& path : paths) cases.push_back(loadCase(path, scratch));
    return cases;
}

} // namespace looplint::testing
