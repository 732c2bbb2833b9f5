#include "model_check.h"

#include "analysis/json_format.h"
#include "compile_db.h"
#include "files.h"
#include "models/model.h"
#include "models/model_names.h"
#include "parse.h"

#include <llvm/Support/raw_ostream.h>

#include <algorithm>

namespace looplint {

namespace {

bool isDeclared(const ModelName& name, const DeclaredNames& declared) {
    return std::any_of(name.spellings.begin(), name.spellings.end(),
                       [&](const std::string& spelling) { return declared.has(spelling); });
}

std::string undeclaredLine(const ModelName& name, const DeclaredNames& declared) {
    const std::string& wanted = name.spellings.front();
    const std::string nearest = declared.nearest(name.spellings);
    try {
        name.place.fail("nothing is called '" + wanted + "'" +
                        (nearest.empty() ? "" : "; the nearest is '" + nearest + "'"));
    } catch (const FormatError& error) {
        return error.what();
    }
}

/// Adds what a unit declares. False if it could not be read at all.
bool addUnit(const clang::tooling::CompileCommand& command, DeclaredNames& declared) {
    const ParseOutcome outcome =
        parseUnit(command, {}, [&](clang::ASTContext& context) { declared.add(context); });
    const std::string why =
        outcome.errors.empty() ? "the compile command could not be run" : outcome.errors.front();
    if (!outcome.ran)
        llvm::errs() << "looplint: " << command.Filename << ": not read: " << why << "\n";
    else if (!outcome.errors.empty())
        llvm::errs() << "looplint: " << command.Filename
                     << " does not compile, read as far as it goes: " << why << "\n";
    return outcome.ran;
}

int check(const std::string& file, const Options& options) {
    const std::string json = readFile(file);
    Models().add(json, file); // the schema first
    DeclaredNames declared;
    const nlohmann::json document = parseJson(json, file);
    const std::vector<ModelName> names = namesOf(JsonPlace(document, file));
    const auto isFound = [&](const ModelName& name) { return isDeclared(name, declared); };
    bool isWhole = true;
    for (const clang::tooling::CompileCommand& command : loadCommands(options)) {
        isWhole &= addUnit(command, declared);
        if (std::all_of(names.begin(), names.end(), isFound)) return 0;
    }
    if (!isWhole) return 2; // what is missing may be in the unit that could not be read
    for (const std::string& line : undeclaredNames(json, file, declared))
        llvm::outs() << line << "\n";
    return 1;
}

} // namespace

std::vector<std::string> undeclaredNames(const std::string& json, const std::string& file,
                                         const DeclaredNames& declared) {
    const nlohmann::json document = parseJson(json, file);
    std::vector<std::string> lines;
    for (const ModelName& name : namesOf(JsonPlace(document, file)))
        if (!isDeclared(name, declared)) lines.push_back(undeclaredLine(name, declared));
    return lines;
}

int modelCommand(const std::vector<std::string>& arguments) {
    if (arguments.empty() || arguments.front() != "check")
        throw UsageError("model: expected 'check', the file of a model and -p DIR");
    Options options = parseOptions({arguments.begin() + 1, arguments.end()});
    if (options.files.empty()) throw UsageError("model check: expected the file of a model");
    const std::string file = options.files.front();
    options.files.erase(options.files.begin());
    return check(file, options);
}

} // namespace looplint
