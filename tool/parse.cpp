#include "parse.h"

#include "compiler.h"
#include "head_start.h"
#include "made_templates.h"
#include "match/names.h"
#include "open_preamble.h"

#include <clang/Basic/DiagnosticOptions.h>
#include <clang/Frontend/CompilerInstance.h>
#include <clang/Frontend/FrontendAction.h>
#include <clang/Lex/PreprocessorOptions.h>
#include <clang/Sema/SemaConsumer.h>

using namespace clang;

namespace looplint {

namespace {

/// Keeps the errors of the parse; warnings are the compiler's business.
class ErrorCollector : public DiagnosticConsumer {
  public:
    explicit ErrorCollector(std::vector<std::string>& errors) : errors_(errors) {}
    void HandleDiagnostic(DiagnosticsEngine::Level level, const Diagnostic& info) override {
        DiagnosticConsumer::HandleDiagnostic(level, info);
        if (level < DiagnosticsEngine::Error || errors_.size() >= 20) return;
        llvm::SmallString<128> text;
        info.FormatDiagnostic(text);
        std::string place;
        if (info.hasSourceManager() && info.getLocation().isValid()) {
            const PresumedLoc at = info.getSourceManager().getPresumedLoc(info.getLocation());
            place = std::string(at.getFilename()) + ":" + std::to_string(at.getLine()) + ":" +
                    std::to_string(at.getColumn()) + ": ";
        }
        errors_.push_back(place + "error: " + text.str().str());
    }

  private:
    std::vector<std::string>& errors_;
};

/// One parse, on a preamble (then with a guard) or plain.
struct Attempt {
    UseAst use;
    PreambleGuard* guard = nullptr;
    const OpenPreamble* open = nullptr;
    HeadStart* headStart = nullptr;
    bool called = false;
    std::vector<std::string> errors;
    std::string difference;

    void handle(ASTContext& context, CompilerInstance& compiler) {
        if (open) context.setTraversalScope(projectDecls(context, compiler, *open));
        if (guard && !errors.empty()) return;
        if (guard) {
            // What the preamble declares is not the project's; to visit it would load all of it.
            std::vector<Decl*> own;
            for (Decl* decl : context.getTranslationUnitDecl()->noload_decls())
                if (!decl->isFromASTFile()) own.push_back(decl);
            context.setTraversalScope(own);
            difference = guard->difference(context);
            if (!difference.empty()) return;
        }
        called = true;
        use(context);
    }
};

class UnitConsumer : public SemaConsumer {
  public:
    UnitConsumer(CompilerInstance& compiler, Attempt& attempt)
        : compiler_(compiler), attempt_(attempt) {}
    ASTDeserializationListener* GetASTDeserializationListener() override {
        return attempt_.headStart ? attempt_.headStart->listener() : nullptr;
    }
    void InitializeSema(Sema& sema) override {
        made_.watch(sema);
        if (attempt_.guard) attempt_.guard->watch(sema);
    }
    ASTMutationListener* GetASTMutationListener() override {
        return attempt_.guard ? attempt_.guard->listener() : nullptr;
    }
    void HandleCXXImplicitFunctionInstantiation(FunctionDecl* function) override {
        made_.note(function);
    }
    bool HandleTopLevelDecl(DeclGroupRef) override {
        made_.instantiate();
        return true;
    }
    void HandleTranslationUnit(ASTContext& context) override {
        attempt_.handle(context, compiler_);
    }
    bool shouldSkipFunctionBody(Decl* decl) override {
        return isOutside(compiler_.getSourceManager(), decl->getLocation());
    }

  private:
    CompilerInstance& compiler_;
    Attempt& attempt_;
    MadeTemplates made_;
};

class UnitAction : public ASTFrontendAction {
  public:
    explicit UnitAction(Attempt& attempt) : attempt_(attempt) {}
    std::unique_ptr<ASTConsumer> CreateASTConsumer(CompilerInstance& compiler, StringRef) override {
        compiler.getFrontendOpts().SkipFunctionBodies = true;
        compiler.getDiagnostics().setSuppressSystemWarnings(true);
        compiler.getDiagnostics().setFatalsAsError(true); // a missing header does not end the unit
        if (attempt_.guard) attempt_.guard->watch(compiler.getPreprocessor());
        return std::make_unique<UnitConsumer>(compiler, attempt_);
    }
    void ExecuteAction() override {
        if (attempt_.headStart && !attempt_.headStart->takeText(getCompilerInstance())) return;
        ASTFrontendAction::ExecuteAction();
    }

  private:
    Attempt& attempt_;
};

} // namespace

llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> filesWith(const Overlay& overlay,
                                                          StringRef directory) {
    auto disk = diskFrom(directory);
    if (overlay.empty()) return disk;
    auto files = llvm::makeIntrusiveRefCnt<llvm::vfs::OverlayFileSystem>(disk);
    auto memory = llvm::makeIntrusiveRefCnt<llvm::vfs::InMemoryFileSystem>();
    for (const auto& entry : overlay)
        memory->addFile(entry.getKey(), 0,
                        llvm::MemoryBuffer::getMemBuffer(entry.second, entry.getKey()));
    memory->setCurrentWorkingDirectory(directory);
    files->pushOverlay(memory);
    return files;
}

static bool run(const tooling::CompileCommand& command, const Overlay& overlay, Attempt& attempt,
                const ParseWay& way, Dependencies& read) {
    auto files = filesWith(overlay, command.Directory);
    llvm::IntrusiveRefCntPtr<RecordingFiles> recorder;
    if (way.isRecorded) {
        files = recorder = llvm::makeIntrusiveRefCnt<RecordingFiles>(std::move(files));
        if (way.preamble) recorder->leaveOut(way.preamble->pch);
    }
    ErrorCollector errors(attempt.errors);
    const bool ran = runCompiler(
        {argumentsOf(command), command.Directory, files,
         [&] { return std::make_unique<UnitAction>(attempt); },
         [&](CompilerInvocation& invocation) {
             invocation.getFrontendOpts().DisableFree = way.isLast;
             if (way.open)
                 startOn(*way.open, command.Filename, overlay.lookup(command.Filename), invocation);
             if (!way.preamble) return;
             PreprocessorOptions& options = invocation.getPreprocessorOpts();
             options.ImplicitPCHInclude = way.preamble->pch;
             options.DisablePCHOrModuleValidation = DisableValidationForModuleKind::All;
         },
         errors});
    if (recorder) read.add(recorder->dependencies());
    return ran && attempt.called;
}

ParseOutcome parseUnit(const tooling::CompileCommand& command, const Overlay& overlay, UseAst use,
                       const ParseWay& way,
                       llvm::function_ref<std::string(const PreambleGuard&)> difference) {
    ParseOutcome outcome;
    if (way.preamble && !way.open) {
        PreambleGuard guard(*way.preamble);
        Attempt attempt{.use = use, .guard = &guard};
        outcome.ran = run(command, overlay, attempt, way, outcome.read);
        outcome.difference = attempt.difference;
        if (!attempt.errors.empty()) outcome.difference = attempt.errors.front();
        if (outcome.difference.empty() && attempt.called && difference)
            outcome.difference = difference(guard);
        if (outcome.ran && outcome.difference.empty()) {
            outcome.read.files.erase(way.preamble->pch + ".hpp");
            if (way.isRecorded) outcome.read.add(guard.dependencies());
            return outcome;
        }
        if (outcome.difference.empty()) outcome.difference = "the compiler stopped";
        outcome.read = {};
    }
    ParseWay plain = way;
    plain.preamble = nullptr;
    Attempt attempt{.use = use, .open = way.open, .headStart = way.headStart};
    outcome.ran = run(command, overlay, attempt, plain, outcome.read);
    if (way.open && outcome.ran && way.open->hasErrors && attempt.errors.empty())
        attempt.errors.push_back(command.Filename + ": error: a header has errors");
    outcome.errors = std::move(attempt.errors);
    return outcome;
}

} // namespace looplint
