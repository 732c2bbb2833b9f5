// The steps of a lint as commands of their own, for build systems: `extract` reads one unit, `link`
// puts units together, `analyze` runs the checks. See CONTRIBUTING.md for the way of the data.

#include "commands.h"
#include "compile_db.h"
#include "files.h"
#include "output.h"
#include "program_file.h"

namespace looplint {

/// Takes "-o FILE" out of the arguments.
static std::string takeOutput(Arguments& arguments, const char* command) {
    for (size_t i = 0; i + 1 < arguments.size(); ++i) {
        if (arguments[i] != "-o") continue;
        std::string file = arguments[i + 1];
        arguments.erase(arguments.begin() + i, arguments.begin() + i + 2);
        return file;
    }
    throw UsageError(std::string(command) + ": expected -o FILE");
}

/// A make rule, as compilers write it for build systems.
static std::string dependencyRule(const std::string& output, const Dependencies& read) {
    const auto escaped = [](llvm::StringRef path) {
        std::string text;
        for (const char c : path)
            text += c == ' ' || c == '#' ? std::string("\\") + c
                    : c == '$'           ? "$$"
                                         : std::string(1, c);
        return text;
    };
    std::string rule = escaped(output) + ":";
    for (const auto& [path, stamp] : read.files) rule += " \\\n  " + escaped(path);
    return rule + "\n";
}

int extractCommand(const Arguments& given) {
    Arguments arguments = given;
    const std::string output = takeOutput(arguments, "extract");
    const Options options = parseOptions(arguments);
    if (options.files.size() != 1) throw UsageError("extract: expected one file");
    UnitResult unit = extractUnit(loadCommands(options).front(), {},
                                  {.isRecorded = !options.dependencyFile.empty()});
    writeFile(output, writeFacts(unit.facts));
    if (!options.dependencyFile.empty())
        writeFile(options.dependencyFile, dependencyRule(output, unit.read));
    LintResult result;
    if (unit.problem.isLost || !unit.problem.errors.empty())
        result.problems.push_back(std::move(unit.problem));
    return publish(result, options, {});
}

/// A program is its units' facts, one after the other, in order of the unit. They are read twice:
/// to keep a large program's in memory takes longer.
int linkCommand(const Arguments& given) {
    Arguments arguments = given;
    const std::string output = takeOutput(arguments, "link");
    if (arguments.empty()) throw UsageError("link: expected files of facts");
    std::map<Name, std::string> fileOf; // of each unit: the last one that is named
    for (const std::string& file : arguments) fileOf[unitOf(readFile(file), file)] = file;
    std::vector<std::string> files;
    for (auto& [unit, file] : fileOf) files.push_back(std::move(file));
    writeFile(output, [&](const WritePiece& write) {
        writeProgram(files.size(), [&](size_t i) { return readFile(files[i]); }, write);
    });
    return 0;
}

int analyzeCommand(const Arguments& arguments) {
    Options options = parseOptions(arguments);
    if (options.files.size() != 1) throw UsageError("analyze: expected one program");
    const std::string file = options.files.front();
    options.files.clear();
    const Config config = configFor(options);
    // Never freed: the process ends with it, and a large program has millions of pieces.
    const auto& units = *new std::vector<UnitFacts>(readProgramFile(file));
    LintResult result;
    result.findings = analyzeUnits(units, loadModels(config), config, true);
    return publish(result, options, config);
}

} // namespace looplint
