// Building: scan the units for what they include (include_scan.h), precompile that, and leave out
// headers that do not compile on their own.

#include "preamble.h"

#include "compile_db.h"
#include "compiler.h"
#include "include_scan.h"
#include "match/names.h"
#include "preamble_recorder.h"
#include "recording_files.h"

#include <clang/AST/DeclCXX.h>
#include <clang/Frontend/CompilerInstance.h>
#include <clang/Frontend/FrontendActions.h>
#include <llvm/Support/FileSystem.h>
#include <llvm/Support/MemoryBuffer.h>
#include <llvm/Support/Path.h>

#include <algorithm>

using namespace clang;
using clang::tooling::CompileCommand;

namespace looplint {

/// The index of the unit's file in its command line; npos if it is not there once.
static size_t fileArgument(const CompileCommand& command,
                           const std::vector<std::string>& arguments) {
    size_t found = std::string::npos;
    for (size_t i = 1; i < arguments.size(); ++i) {
        if (arguments[i].starts_with("-")) continue;
        if (absoluteIn(command.Directory, arguments[i]) != command.Filename) continue;
        if (found != std::string::npos) return std::string::npos;
        found = i;
    }
    return found;
}

static const char* headerLanguage(StringRef file) {
    const StringRef extension = llvm::sys::path::extension(file);
    if (extension == ".c") return "c-header";
    for (const char* cxx : {".cpp", ".cc", ".cxx", ".c++", ".C", ".cp"})
        if (extension == cxx) return "c++-header";
    return nullptr;
}

/// The unit's arguments with `header` in the place of its file; empty if that cannot be done.
static std::vector<std::string> headerArguments(const CompileCommand& command,
                                                const std::string& header) {
    std::vector<std::string> arguments = argumentsOf(command);
    const char* language = headerLanguage(command.Filename);
    const size_t at = fileArgument(command, arguments);
    if (!language || at == std::string::npos) return {};
    for (StringRef argument : arguments)
        for (const char* foreign :
             {"-x", "-include", "-imacros", "-fmodule", "-fpch", "-Xclang", "-", "--include"})
            if (StringRef(foreign).size() == 1 ? argument == foreign
                                               : argument.starts_with(foreign))
                return {};
    arguments.erase(arguments.begin() + static_cast<ptrdiff_t>(at));
    std::erase(arguments, "--");
    std::erase(arguments, "-c");
    arguments.insert(arguments.end(), {"-x", language, header});
    return arguments;
}

std::string preambleGroup(const CompileCommand& command) {
    std::string group;
    for (const std::string& argument : headerArguments(command, "")) group += argument + '\n';
    return group.empty() ? group : command.Directory + '\n' + group;
}

uint64_t identifierHash(std::string_view name) { return hashOf(name); }

namespace {

/// Which line of the preamble's source an error comes from.
class ErrorLines : public DiagnosticConsumer {
  public:
    void HandleDiagnostic(DiagnosticsEngine::Level level, const Diagnostic& info) override {
        DiagnosticConsumer::HandleDiagnostic(level, info);
        if (level < DiagnosticsEngine::Error) return;
        hasErrors = true;
        if (!info.hasSourceManager() || info.getLocation().isInvalid()) return;
        const SourceManager& sources = info.getSourceManager();
        if (const unsigned line = lineInMainFile(sources, info.getLocation())) lines.insert(line);
    }
    bool hasErrors = false;
    std::set<unsigned> lines;
};

class ScanAction : public PreprocessorFrontendAction {
  public:
    ScanAction(const std::vector<CompileCommand>& units, std::vector<std::string>& headers)
        : units_(units), headers_(headers) {}
    void ExecuteAction() override {
        IncludeScan scan(getCompilerInstance().getPreprocessor().getHeaderSearchInfo(),
                         getCompilerInstance().getSourceManager());
        for (const CompileCommand& unit : units_) scan.add(unit.Filename);
        headers_ = scan.headers();
    }

  private:
    const std::vector<CompileCommand>& units_;
    std::vector<std::string>& headers_;
};

class PchAction : public GeneratePCHAction {
  public:
    PchAction(Preamble& preamble, std::set<unsigned>& projectLines)
        : preamble_(preamble), projectLines_(projectLines) {}
    bool BeginSourceFileAction(CompilerInstance& compiler) override {
        auto recorder = std::make_unique<PreambleRecorder>(compiler.getPreprocessor());
        recorder_ = recorder.get();
        compiler.getPreprocessor().addPPCallbacks(std::move(recorder));
        return GeneratePCHAction::BeginSourceFileAction(compiler);
    }
    void EndSourceFileAction() override {
        recorder_->finish(preamble_);
        projectLines_ = recorder_->projectLines();
        const CompilerInstance& compiler = getCompilerInstance();
        for (const UsingDirectiveDecl* directive :
             compiler.getASTContext().getTranslationUnitDecl()->using_directives())
            recorder_->noteOpener(directive->getLocation(), preamble_);
        GeneratePCHAction::EndSourceFileAction();
    }

  private:
    Preamble& preamble_;
    std::set<unsigned>& projectLines_;
    PreambleRecorder* recorder_ = nullptr; // the preprocessor's
};

bool writeSource(const std::string& path, const std::vector<std::string>& headers) {
    std::error_code error;
    llvm::raw_fd_ostream out(path, error);
    for (const std::string& header : headers) out << "#include <" << header << ">\n";
    out.close();
    return !error && !out.has_error();
}

bool hasAllStamps(const Preamble& preamble) {
    return std::ranges::all_of(preamble.files,
                               [](const Preamble::File& file) { return file.stamp.content != 0; });
}

} // namespace

static std::vector<std::string> scanUnits(const std::vector<CompileCommand>& units,
                                          const std::vector<std::string>& arguments) {
    std::vector<std::string> headers;
    ErrorLines errors;
    runCompiler({arguments, units.front().Directory, diskFrom(units.front().Directory),
                 [&] { return std::make_unique<ScanAction>(units, headers); }, nullptr, errors});
    return headers;
}

/// One attempt. Headers that fail are taken out of `preamble.headers`.
static bool tryBuild(const CompileCommand& unit, const std::vector<std::string>& arguments,
                     const std::string& source, Preamble& preamble) {
    const std::string pch = preamble.pch;
    const std::vector<std::string> headers = preamble.headers;
    preamble = {.pch = pch, .headers = headers};
    if (!writeSource(source, headers)) return false;
    ErrorLines errors;
    std::set<unsigned> projectLines; // include something of the project's
    auto files = llvm::makeIntrusiveRefCnt<RecordingFiles>(diskFrom(unit.Directory));
    runCompiler({arguments, unit.Directory, files,
                 [&] { return std::make_unique<PchAction>(preamble, projectLines); },
                 [&](CompilerInvocation& invocation) {
                     invocation.getFrontendOpts().OutputFile = pch;
                     invocation.getFrontendOpts().SkipFunctionBodies = true;
                     invocation.getFrontendOpts().DisableFree = true;
                     invocation.getLangOpts().PCHInstantiateTemplates = true;
                 },
                 errors});
    if (errors.hasErrors || !projectLines.empty()) {
        errors.lines.merge(projectLines);
        std::vector<std::string> kept;
        for (size_t i = 0; i < headers.size(); ++i)
            if (!errors.lines.contains(static_cast<unsigned>(i + 1))) kept.push_back(headers[i]);
        if (kept.size() == headers.size()) kept.clear(); // no header of its own to blame
        preamble.headers = std::move(kept);
        return false;
    }
    Dependencies read = files->dependencies();
    for (Preamble::File& file : preamble.files) file.stamp = read.files[file.name];
    preamble.absent.absent = std::move(read.absent);
    return llvm::sys::fs::exists(pch) && hasAllStamps(preamble);
}

std::optional<Preamble> buildPreamble(const std::vector<CompileCommand>& units,
                                      const std::string& pch) {
    const std::string source = pch + ".hpp";
    const std::vector<std::string> arguments = headerArguments(units.front(), source);
    if (arguments.empty() || !writeSource(source, {})) return std::nullopt;
    Preamble preamble{.pch = pch, .headers = scanUnits(units, arguments)};
    for (int attempt = 0; attempt < 3 && !preamble.headers.empty(); ++attempt) {
        if (!tryBuild(units.front(), arguments, source, preamble)) continue;
        auto buffer = llvm::MemoryBuffer::getFile(pch);
        if (!buffer) return std::nullopt;
        preamble.pchHash = hashOf((*buffer)->getBuffer());
        return preamble;
    }
    return std::nullopt;
}

Dependencies Preamble::dependencies() const {
    Dependencies all = absent;
    for (const File& file : files) all.files[file.name] = file.stamp;
    return all;
}

template <class T>
static void writeNumbers(BytesOut& out, const std::vector<T>& numbers) {
    out.list(numbers, [&](T number) { out.number(number); });
}
template <class T>
static void readNumbers(BytesIn& in, std::vector<T>& numbers) {
    in.list([&] { numbers.push_back(in.number<T>()); });
}

void Preamble::write(BytesOut& out) const {
    out.text(pch), out.number(pchHash);
    out.list(headers, [&](const std::string& header) { out.text(header); });
    out.list(files, [&](const File& file) {
        out.text(file.path), out.text(file.name);
        out.number(file.stamp.size), out.number(file.stamp.modified);
        out.number(file.stamp.content);
        writeNumbers(out, file.includes);
    });
    out.list(orders, [&](const Order& order) {
        out.number(order.user);
        writeNumbers(out, order.definers);
    });
    out.list(heirs, [&](const Heir& heir) {
        out.number(heir.heir);
        writeNumbers(out, heir.definers), writeNumbers(out, heir.users);
    });
    writeNumbers(out, identifiers), writeNumbers(out, unsettled), writeNumbers(out, openers);
    absent.write(out);
}

Preamble Preamble::read(BytesIn& in) {
    Preamble result;
    result.pch = in.text(), result.pchHash = in.number<uint64_t>();
    in.list([&] { result.headers.emplace_back(in.text()); });
    in.list([&] {
        File& file = result.files.emplace_back();
        file.path = in.text(), file.name = in.text();
        file.stamp.size = in.number<uint64_t>(), file.stamp.modified = in.number<int64_t>();
        file.stamp.content = in.number<uint64_t>();
        readNumbers(in, file.includes);
    });
    in.list([&] {
        Order& order = result.orders.emplace_back();
        order.user = in.number<uint32_t>();
        readNumbers(in, order.definers);
    });
    in.list([&] {
        Heir& heir = result.heirs.emplace_back();
        heir.heir = in.number<uint32_t>();
        readNumbers(in, heir.definers), readNumbers(in, heir.users);
    });
    readNumbers(in, result.identifiers), readNumbers(in, result.unsettled);
    readNumbers(in, result.openers);
    result.absent = Dependencies::read(in);
    return result;
}

} // namespace looplint
