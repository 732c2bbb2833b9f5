#include "compile_db.h"

#include <llvm/Support/FileSystem.h>
#include <llvm/Support/MemoryBuffer.h>
#include <llvm/Support/Path.h>
#include <llvm/Support/SourceMgr.h>
#include <llvm/Support/YAMLParser.h>
#include <nlohmann/json.hpp>

#include <algorithm>

using namespace clang::tooling;

namespace looplint {

std::string absoluteIn(llvm::StringRef directory, llvm::StringRef path) {
    llvm::SmallString<256> full;
    if (!llvm::sys::path::is_absolute(path)) full = directory;
    llvm::sys::path::append(full, path);
    llvm::sys::path::remove_dots(full, true);
    return full.str().str();
}

static std::string absolute(const std::string& path) {
    llvm::SmallString<256> here;
    llvm::sys::fs::current_path(here);
    return absoluteIn(here, path);
}

static void keepFirst(const llvm::SMDiagnostic& diagnostic, void* first) {
    auto& text = *static_cast<std::string*>(first);
    if (text.empty())
        text = std::to_string(diagnostic.getLineNo()) + ":" +
               std::to_string(diagnostic.getColumnNo() + 1) +
               ": not valid JSON: " + diagnostic.getMessage().str();
}

/// Says where a broken database is broken; Clang's reader would print that and go on without.
static void refuseBroken(const std::string& path) {
    auto buffer = llvm::MemoryBuffer::getFile(path, true);
    if (!buffer || nlohmann::json::accept((*buffer)->getBuffer())) return;
    std::string error;
    llvm::SourceMgr sources;
    sources.setDiagHandler(keepFirst, &error);
    llvm::yaml::Stream stream((*buffer)->getMemBufferRef(),
                              sources); // what Clang's reader takes: JSON and a bit more
    if (!stream.validate()) throw UsageError(path + ":" + error);
}

/// Why `folder` has no usable database, from the plugins' errors, one a line.
static std::string whyUnusable(const std::string& folder, llvm::StringRef errors) {
    if (!llvm::sys::fs::exists(folder + "/compile_commands.json"))
        return folder + ": no compile_commands.json there";
    llvm::SmallVector<llvm::StringRef> lines;
    errors.split(lines, '\n');
    for (llvm::StringRef line : lines)
        if (line.consume_front("json-compilation-database: "))
            return folder + "/compile_commands.json: " + line.str();
    return folder + "/compile_commands.json: not usable";
}

static std::unique_ptr<CompilationDatabase> openGiven(const std::string& folder) {
    refuseBroken(folder + "/compile_commands.json");
    std::string error;
    auto database = CompilationDatabase::loadFromDirectory(folder, error);
    if (!database) throw UsageError(whyUnusable(folder, error));
    return database;
}

/// What stands after `--`: flags, or a whole compile command, as CMake and Bazel hand it over.
static std::unique_ptr<CompilationDatabase> openFlags(const std::vector<std::string>& flags) {
    llvm::SmallString<256> here;
    llvm::sys::fs::current_path(here);
    if (flags.empty() || flags.front().starts_with("-"))
        return std::make_unique<FixedCompilationDatabase>(here.str(), flags);
    std::vector<const char*> arguments{"--"};
    for (const std::string& flag : flags) arguments.push_back(flag.c_str());
    int count = static_cast<int>(arguments.size());
    std::string error;
    auto database =
        FixedCompilationDatabase::loadFromCommandLine(count, arguments.data(), error, here.str());
    if (!database) throw UsageError("the flags after -- cannot be used: " + error);
    return database;
}

static std::unique_ptr<CompilationDatabase> openDatabase(const Options& options) {
    if (options.hasFlags) return openFlags(options.flags);
    if (!options.build.empty()) return openGiven(options.build);
    std::string error;
    const std::string from = options.files.empty() ? "." : options.files.front();
    auto database = options.files.empty()
                        ? CompilationDatabase::autoDetectFromDirectory(absolute(from), error)
                        : CompilationDatabase::autoDetectFromSource(from, error);
    if (!database)
        throw UsageError("no compile_commands.json above " + absolute(from) +
                         "; name its folder with -p, or the compile flags after --");
    return database;
}

static CompileCommand withExtraArguments(CompileCommand command, const Options& options) {
    auto& line = command.CommandLine;
    if (line.empty()) throw UsageError(command.Filename + ": its compile command is empty");
    line.insert(line.begin() + 1, options.extraArgsBefore.begin(), options.extraArgsBefore.end());
    auto end = std::find(line.begin(), line.end(), "--");
    line.insert(end, options.extraArgs.begin(), options.extraArgs.end());
    return command;
}

static CompileCommand commandFor(const CompilationDatabase& database, const std::string& file) {
    if (auto buffer = llvm::MemoryBuffer::getFile(file); !buffer)
        throw UsageError(file + ": cannot be read: " + buffer.getError().message());
    std::vector<CompileCommand> found = database.getCompileCommands(file);
    if (found.empty()) throw UsageError(file + ": the compilation database has no command for it");
    return std::move(found.front());
}

/// The commands of the files that were named, or all.
static std::vector<CompileCommand> chosenCommands(const CompilationDatabase& database,
                                                  const Options& options) {
    std::vector<CompileCommand> commands;
    for (const std::string& file : options.files) {
        commands.push_back(commandFor(database, absolute(file)));
        commands.back().Filename = absolute(file);
    }
    if (!options.files.empty()) return commands;
    commands = database.getAllCompileCommands();
    for (CompileCommand& command : commands)
        command.Filename = absoluteIn(absolute(command.Directory), command.Filename);
    return commands;
}

std::vector<CompileCommand> loadCommands(const Options& options) {
    if (options.hasFlags && options.files.empty())
        throw UsageError("name the files to check before --");
    std::vector<CompileCommand> commands = chosenCommands(*openDatabase(options), options);
    if (commands.empty()) throw UsageError("the compilation database has no units");
    const auto file = [](const CompileCommand& command) -> const std::string& {
        return command.Filename;
    };
    std::ranges::stable_sort(commands, {}, file);
    const auto twice = std::ranges::unique(commands, {}, file); // one unit, built more than once
    commands.erase(twice.begin(), twice.end());
    for (CompileCommand& command : commands)
        command = withExtraArguments(std::move(command), options);
    return commands;
}

} // namespace looplint
