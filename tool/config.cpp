#include "config.h"

#include "analysis/check.h"
#include "globs.h"
#include "options.h"

#include <llvm/Support/FileSystem.h>
#include <llvm/Support/MemoryBuffer.h>
#include <llvm/Support/Path.h>
#include <llvm/Support/YAMLTraits.h>
#include <llvm/Support/raw_ostream.h>

namespace yaml = llvm::yaml;

template <>
struct yaml::CustomMappingTraits<std::map<std::string, std::string>> {
    static void inputOne(IO& io, StringRef key, std::map<std::string, std::string>& map) {
        io.mapRequired(key.str().c_str(), map[key.str()]);
    }
    static void output(IO& io, std::map<std::string, std::string>& map) {
        for (auto& [key, value] : map) io.mapRequired(key.c_str(), value);
    }
};
template <>
struct yaml::MappingTraits<looplint::Entry> {
    static void mapping(IO& io, looplint::Entry& entry) {
        io.mapRequired("function", entry.function);
        io.mapOptional("thread", entry.thread);
        io.mapOptional("loop", entry.loop);
    }
    static std::string validate(IO&, looplint::Entry& entry) {
        if (entry.function.empty()) return "expected the full name of a function";
        if (entry.thread.empty() == entry.loop.empty())
            return "expected a thread or a loop that '" + entry.function + "' is entered on";
        return {};
    }
};
LLVM_YAML_IS_SEQUENCE_VECTOR(looplint::Entry)
template <>
struct yaml::MappingTraits<looplint::PathSettings> {
    static void mapping(IO& io, looplint::PathSettings& settings) {
        io.mapRequired("path", settings.path);
        io.mapOptional("checks", settings.checks, std::string());
        io.mapOptional("level", settings.level);
    }
};
LLVM_YAML_IS_SEQUENCE_VECTOR(looplint::PathSettings)
template <>
struct yaml::MappingTraits<looplint::Config> {
    static void mapping(IO& io, looplint::Config& config) {
        io.mapOptional("inherit", config.isInheriting);
        io.mapOptional("checks", config.checks);
        io.mapOptional("level", config.level);
        io.mapOptional("paths", config.paths);
        io.mapOptional("report-unused-suppressions", config.reportUnusedSuppressions);
        io.mapOptional("warnings-as-errors", config.warningsAsErrors);
        io.mapOptional("header-filter", config.headerFilter);
        io.mapOptional("models", config.models);
        io.mapOptional("entries", config.entries);
        io.mapOptional("options", config.options);
    }
};

namespace looplint {

namespace {
void keepFirst(const llvm::SMDiagnostic& diagnostic, void* first) {
    auto& text = *static_cast<std::string*>(first);
    if (!text.empty()) return;
    text = diagnostic.getFilename().str() + ":" + std::to_string(diagnostic.getLineNo()) + ":" +
           std::to_string(diagnostic.getColumnNo() + 1) + ": " + diagnostic.getMessage().str();
}

void checkOptions(const Config& config) {
    for (const auto& [key, value] : config.options) {
        const size_t dot = key.find('.');
        const Check* check = dot == key.npos ? nullptr : findCheck(key.substr(0, dot));
        bool isKnown = false;
        if (check)
            for (const Option& option : check->options)
                isKnown |= option.name == key.substr(dot + 1);
        if (!isKnown)
            throw UsageError(config.path + ": options: unknown option '" + key +
                             "'; expected <check>.<option>");
    }
}
} // namespace

/// `path`, which stands in `file`, as an absolute one.
static std::string beside(const std::string& file, const std::string& path) {
    if (!llvm::sys::path::is_relative(path)) return path;
    llvm::SmallString<256> absolute(file);
    llvm::sys::fs::make_absolute(absolute);
    llvm::sys::path::remove_dots(absolute, true);
    llvm::sys::path::remove_filename(absolute);
    llvm::sys::path::append(absolute, path);
    return absolute.str().str();
}

static void checkValues(const Config& config) {
    const std::string& file = config.path;
    refuseUnknownChecks(config.checks, file + ": checks");
    refuseUnknownChecks(config.warningsAsErrors, file + ": warnings-as-errors");
    refuseBadRegex(config.headerFilter, file + ": header-filter");
    for (const PathSettings& settings : config.paths) {
        refuseUnknownChecks(settings.checks, file + ": paths: checks");
        refuseBadGlob(settings.path, file + ": paths: path");
    }
    checkOptions(config);
}

template <class T>
static void putInFront(std::vector<T>& list, const std::vector<T>& first) {
    list.insert(list.begin(), first.begin(), first.end());
}

/// Reads `file` on top of `base`.
static Config readOver(const Config& base, const std::string& file) {
    auto buffer = llvm::MemoryBuffer::getFile(file, true);
    if (!buffer) throw UsageError(file + ": cannot be read: " + buffer.getError().message());
    Config config = base;
    config.path = file;
    config.checks.clear(), config.models.clear(), config.paths.clear();
    std::string error;
    yaml::Input input((*buffer)->getMemBufferRef(), nullptr, keepFirst, &error);
    input >> config;
    if (input.error()) throw UsageError(error.empty() ? file + ": not valid YAML" : error);
    checkValues(config);
    for (std::string& model : config.models) model = beside(file, model);
    for (PathSettings& settings : config.paths) settings.path = beside(file, settings.path);
    putInFront(config.models, base.models), putInFront(config.paths, base.paths);
    if (config.checks.empty())
        config.checks = base.checks;
    else if (config.isInheriting)
        config.checks = base.checks + "," + config.checks;
    return config;
}

Config readConfig(const std::string& file) {
    Config config = readOver({}, file);
    if (!config.isInheriting) return config;
    llvm::SmallString<256> folder(file);
    llvm::sys::fs::make_absolute(folder);
    llvm::sys::path::remove_dots(folder, true);
    llvm::sys::path::remove_filename(folder); // and the folder itself: the next one is above
    config = readOver(findConfig(llvm::sys::path::parent_path(folder).str()), file);
    config.isInheriting = false;
    return config;
}

std::string dumpConfig(const Config& config) {
    std::string text;
    llvm::raw_string_ostream out(text);
    yaml::Output output(out);
    Config copy = config;
    output << copy;
    return text;
}

Config findConfig(const std::string& directory) {
    llvm::SmallString<256> at(directory);
    llvm::sys::fs::make_absolute(at);
    llvm::sys::path::remove_dots(at, true);
    for (llvm::StringRef dir = at; !dir.empty(); dir = llvm::sys::path::parent_path(dir)) {
        llvm::SmallString<256> file(dir);
        llvm::sys::path::append(file, ".looplint");
        if (llvm::sys::fs::exists(file)) return readConfig(file.str().str());
    }
    return {};
}

} // namespace looplint
