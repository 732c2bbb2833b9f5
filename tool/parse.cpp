#include "parse.h"

#include "match/names.h"

#include <clang/Basic/DiagnosticOptions.h>
#include <clang/Frontend/CompilerInstance.h>
#include <clang/Frontend/FrontendAction.h>
#include <clang/Frontend/FrontendActions.h>
#include <clang/Tooling/ArgumentsAdjusters.h>
#include <clang/Tooling/Tooling.h>
#include <llvm/Support/VirtualFileSystem.h>

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

using Use = llvm::function_ref<void(ASTContext&)>;

class UnitConsumer : public ASTConsumer {
  public:
    UnitConsumer(CompilerInstance& compiler, Use use) : compiler_(compiler), use_(use) {}
    void HandleTranslationUnit(ASTContext& context) override { use_(context); }
    bool shouldSkipFunctionBody(Decl* decl) override {
        return isOutside(compiler_.getSourceManager(), decl->getLocation());
    }

  private:
    CompilerInstance& compiler_;
    Use use_;
};

class UnitAction : public ASTFrontendAction {
  public:
    explicit UnitAction(Use use) : use_(use) {}
    std::unique_ptr<ASTConsumer> CreateASTConsumer(CompilerInstance& compiler, StringRef) override {
        compiler.getFrontendOpts().SkipFunctionBodies = true;
        compiler.getDiagnostics().setSuppressSystemWarnings(true);
        compiler.getDiagnostics().setFatalsAsError(true); // a missing header does not end the unit
        return std::make_unique<UnitConsumer>(compiler, use_);
    }

  private:
    Use use_;
};

} // namespace

static std::vector<std::string> argumentsOf(const tooling::CompileCommand& command) {
    using namespace tooling;
    const ArgumentsAdjuster adjust = combineAdjusters(
        combineAdjusters(getClangSyntaxOnlyAdjuster(), getClangStripOutputAdjuster()),
        getClangStripDependencyFileAdjuster());
    std::vector<std::string> arguments = adjust(command.CommandLine, command.Filename);
    const auto isGiven = [](StringRef argument) { return argument.starts_with("-resource-dir"); };
    std::vector<std::string> extra = {"-w", "-Wno-unknown-warning-option", "-Qunused-arguments",
                                      "-ferror-limit=0",
                                      "-fno-caret-diagnostics"}; // else it prints its own counts
    if (llvm::none_of(arguments, isGiven)) extra.push_back("-resource-dir=" LOOPLINT_RESOURCE_DIR);
    arguments.insert(arguments.begin() + 1, extra.begin(), extra.end());
    return arguments;
}

static llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> filesWith(const Overlay& overlay,
                                                                 StringRef directory) {
    auto disk = llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem>(
        llvm::vfs::createPhysicalFileSystem().release());
    disk->setCurrentWorkingDirectory(directory);
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

ParseOutcome parseUnit(const tooling::CompileCommand& command, const Overlay& overlay, Use use) {
    ParseOutcome outcome;
    auto files = llvm::makeIntrusiveRefCnt<FileManager>(FileSystemOptions{command.Directory},
                                                        filesWith(overlay, command.Directory));
    ErrorCollector errors(outcome.errors);
    bool called = false;
    auto once = [&](ASTContext& context) { called = true, use(context); };
    tooling::ToolInvocation invocation(argumentsOf(command), std::make_unique<UnitAction>(once),
                                       files.get());
    invocation.setDiagnosticConsumer(&errors);
    invocation.run();
    outcome.ran = called;
    return outcome;
}

} // namespace looplint
