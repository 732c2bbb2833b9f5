#include "compile_db.h"

#include <llvm/Support/FileSystem.h>
#include <llvm/Support/MemoryBuffer.h>
#include <llvm/Support/Path.h>
#include <llvm/Support/SourceMgr.h>
#include <llvm/Support/YAMLParser.h>
#include <nlohmann/json.hpp>

using namespace clang::tooling;

namespace looplint {

static std::string absolute(const std::string& path) {
    llvm::SmallString<256> full(path);
    llvm::sys::fs::make_absolute(full);
    llvm::sys::path::remove_dots(full, true);
    return full.str().str();
}

static void keepFirst(const llvm::SMDiagnostic& diagnostic, void* first) {
    auto& text = *static_cast<std::string*>(first);
    if (text.empty())
        text = std::to_string(diagnostic.getLineNo()) + ":" + std::to_string(diagnostic.getColumnNo() + 1) + ": not valid JSON: " +
               diagnostic.getMessage().str();
}

/// Says where a broken database is broken; Clang's reader would print that and go on without.
static void refuseBroken(const std::string& path) {
    auto buffer = llvm::MemoryBuffer::getFile(path, true);
    if (!buffer || nlohmann::json::accept((*buffer)->getBuffer())) return;
    std::string error;
    llvm::SourceMgr sources;
    sources.setDiagHandler(keepFirst, &error);
    llvm::yaml::Stream stream((*buffer)->getMemBufferRef(), sources); // what Clang's reader takes: JSON and a bit more
    if (!stream.validate()) throw UsageError(path + ":" + error);
}

static std::unique_ptr<CompilationDatabase> openDatabase(const Options& options) {
    if (options.hasFlags) {
        llvm::SmallString<256> here;
        llvm::sys::fs::current_path(here);
        return std::make_unique<FixedCompilationDatabase>(here.str(), options.flags);
    }
    std::string error;
    std::unique_ptr<CompilationDatabase> database;
    if (!options.build.empty()) {
        refuseBroken(options.build + "/compile_commands.json");
        database = CompilationDatabase::loadFromDirectory(options.build, error);
        if (!database)
            throw UsageError(options.build + ": no usable compile_commands.json there: " +
                             llvm::StringRef(error).split('\n').first.str());
    } else {
        const std::string from = options.files.empty() ? "." : options.files.front();
        database = options.files.empty() ? CompilationDatabase::autoDetectFromDirectory(absolute(from), error)
                                         : CompilationDatabase::autoDetectFromSource(from, error);
        if (!database)
            throw UsageError("no compile_commands.json above " + absolute(from) +
                             "; name its folder with -p, or the compile flags after --");
    }
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

std::vector<CompileCommand> loadCommands(const Options& options) {
    const auto database = openDatabase(options);
    std::vector<std::string> files = options.files;
    if (files.empty()) files = database->getAllFiles();
    if (files.empty()) throw UsageError(options.hasFlags ? "name the files to check before --"
                                                         : "the compilation database has no units");
    for (std::string& file : files) {
        file = absolute(file);
        if (options.files.empty()) continue;
        if (auto buffer = llvm::MemoryBuffer::getFile(file); !buffer)
            throw UsageError(file + ": cannot be read: " + buffer.getError().message());
    }
    std::sort(files.begin(), files.end());
    files.erase(std::unique(files.begin(), files.end()), files.end());
    std::vector<CompileCommand> commands;
    for (const std::string& file : files) {
        std::vector<CompileCommand> found = database->getCompileCommands(file);
        if (found.empty()) throw UsageError(file + ": the compilation database has no command for it");
        found.front().Filename = file;
        commands.push_back(withExtraArguments(std::move(found.front()), options));
    }
    return commands;
}

} // namespace looplint
