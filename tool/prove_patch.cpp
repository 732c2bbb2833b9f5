#include "prove_patch.h"
#include "files.h"
#include "options.h"

#include <clang/Tooling/JSONCompilationDatabase.h>
#include <llvm/ADT/StringExtras.h>
#include <llvm/Support/FileSystem.h>
#include <llvm/Support/Path.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace looplint {

namespace {

clang::tooling::CompileCommand commandFor(const std::string& build, const std::string& source) {
    std::string error;
    const auto database = clang::tooling::JSONCompilationDatabase::loadFromFile(
        build + "/compile_commands.json", error, clang::tooling::JSONCommandLineSyntax::AutoDetect);
    if (!database) throw UsageError(build + "/compile_commands.json: " + error);
    auto commands = database->getCompileCommands(source);
    if (commands.empty())
        throw UsageError(build + ": its compilation database has no command for " + source);
    return commands.front();
}

// The word that follows -o; empty if there is none.
std::string outputOf(const std::vector<std::string>& words) {
    const auto flag = std::find(words.begin(), words.end(), "-o");
    return flag == words.end() || flag + 1 == words.end() ? "" : *(flag + 1);
}

void replaceAll(std::string& text, llvm::StringRef from, llvm::StringRef to) {
    for (size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
}

std::string shellQuoted(std::string word) {
    replaceAll(word, "'", "'\\''");
    return "'" + word + "'";
}

Outcome runShell(const std::string& directory, const std::string& command) {
    return runProcess({"sh", "-c", "cd " + shellQuoted(directory) + " && " + command}, {}, 600);
}

void copyFiles(const std::string& from, const std::string& to) {
    std::error_code error;
    for (llvm::sys::fs::directory_iterator entry(from, error), end; entry != end && !error;
         entry.increment(error)) {
        if (entry->type() != llvm::sys::fs::file_type::regular_file) continue;
        const std::string target = to + "/" + llvm::sys::path::filename(entry->path()).str();
        if ((error = llvm::sys::fs::copy_file(entry->path(), target))) break;
    }
    if (error) throw UsageError(from + ": cannot copy: " + error.message());
}

} // namespace

PatchedCopy::PatchedCopy(const std::string& sample, const std::string& name,
                         const std::string& build)
    : name_(name), build_(build) {
    copyFiles(sample, directory());
    command_ = commandFor(build, sample + "/main.cpp");
    object_ = outputOf(command_.CommandLine);
    for (std::string& word : command_.CommandLine) {
        if (word == object_) word = directory_.file("main.o");
        if (word == command_.Filename) word = source();
    }
    const nlohmann::json database = {{{"directory", command_.Directory},
                                      {"file", source()},
                                      {"arguments", command_.CommandLine}}};
    writeFile(directory_.file("compile_commands.json"), database.dump(1));
}

std::string PatchedCopy::compileAndLink() const {
    const auto words = llvm::map_range(command_.CommandLine, shellQuoted);
    const Outcome compiled = runShell(command_.Directory, llvm::join(words, " "));
    if (compiled.status != 0) return compiled.err;
    const Outcome linked = runShell(build_, linkCommand());
    return linked.status == 0 ? "" : linked.err + linked.out;
}

// The build's own link command, with the copy's object file and program in place of the sample's.
std::string PatchedCopy::linkCommand() const {
    const std::string target = "bin/" + name_;
    const Outcome commands = runProcess({"ninja", "-C", build_, "-t", "commands", "-s", target});
    llvm::StringRef command = llvm::StringRef(commands.out).rtrim();
    if (commands.status != 0 || !command.contains("-o " + target))
        throw UsageError(build_ + ": cannot tell how it links " + target +
                         " (it must be a Ninja build): " + commands.err + commands.out);
    std::string linking = command.str();
    replaceAll(linking, object_, shellQuoted(directory_.file("main.o")));
    replaceAll(linking, "-o " + target, "-o " + shellQuoted(program()));
    return linking;
}

} // namespace looplint
