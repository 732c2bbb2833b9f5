#include "compiler.h"

#include <clang/Basic/FileManager.h>
#include <clang/Tooling/ArgumentsAdjusters.h>
#include <clang/Tooling/Tooling.h>

using namespace clang;

namespace looplint {

std::vector<std::string> argumentsOf(const tooling::CompileCommand& command) {
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

llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> diskFrom(StringRef directory) {
    auto disk = llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem>(
        llvm::vfs::createPhysicalFileSystem().release());
    disk->setCurrentWorkingDirectory(directory);
    return disk;
}

namespace {
class Factory : public tooling::FrontendActionFactory {
  public:
    explicit Factory(const CompilerRun& run) : run_(run) {}
    std::unique_ptr<FrontendAction> create() override { return run_.action(); }
    bool runInvocation(std::shared_ptr<CompilerInvocation> invocation, FileManager* files,
                       std::shared_ptr<PCHContainerOperations> containers,
                       DiagnosticConsumer* diagnostics) override {
        if (run_.tweak) run_.tweak(*invocation);
        hasRun_ = true;
        return FrontendActionFactory::runInvocation(std::move(invocation), files,
                                                    std::move(containers), diagnostics);
    }
    bool hasRun() const { return hasRun_; }

  private:
    const CompilerRun& run_;
    bool hasRun_ = false;
};
} // namespace

bool runCompiler(const CompilerRun& run) {
    auto files =
        llvm::makeIntrusiveRefCnt<FileManager>(FileSystemOptions{run.directory}, run.files);
    Factory factory(run);
    tooling::ToolInvocation invocation(run.arguments, &factory, files.get(),
                                       std::make_shared<PCHContainerOperations>());
    invocation.setDiagnosticConsumer(&run.diagnostics);
    invocation.run();
    return factory.hasRun();
}

} // namespace looplint
