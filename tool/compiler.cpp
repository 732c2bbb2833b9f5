#include "compiler.h"

#include <clang/Basic/FileManager.h>
#include <clang/Basic/Version.h>
#if CLANG_VERSION_MAJOR >= 22
#include <clang/Options/Options.h>
#else
#include <clang/Driver/Options.h>
#endif
#include <clang/Tooling/ArgumentsAdjusters.h>
#include <clang/Tooling/Tooling.h>
#include <llvm/Option/ArgList.h>
#include <llvm/Option/OptTable.h>
#include <llvm/Support/Path.h>

using namespace clang;

namespace looplint {

#if CLANG_VERSION_MAJOR >= 22
static const llvm::opt::OptTable& driverOptions() { return getDriverOptTable(); }
static constexpr unsigned kCompilerOption = options::ClangOption;
#else
static const llvm::opt::OptTable& driverOptions() { return driver::getDriverOptTable(); }
static constexpr unsigned kCompilerOption = driver::options::ClangOption;
#endif

static bool isForCl(const std::vector<std::string>& arguments) {
    return llvm::sys::path::stem(arguments.front()).ends_with_insensitive("cl") ||
           llvm::is_contained(arguments, "--driver-mode=cl");
}

/// Flags that only other compilers know (-fanalyzer, -mpreferred-stack-boundary=4) change nothing
/// that we look at; to Clang they are errors.
static void dropUnknownFlags(std::vector<std::string>& arguments) {
    if (isForCl(arguments)) return;
    std::vector<const char*> texts;
    for (const std::string& argument : llvm::drop_begin(arguments))
        texts.push_back(argument.c_str());
    unsigned missing = 0, count = 0;
    const llvm::opt::InputArgList parsed =
        driverOptions().ParseArgs(texts, missing, count, llvm::opt::Visibility(kCompilerOption));
    std::vector<size_t> unknown;
    for (const llvm::opt::Arg* argument : parsed)
        if (argument->getOption().getKind() == llvm::opt::Option::UnknownClass)
            unknown.push_back(argument->getIndex() + 1);
    for (const size_t index : llvm::reverse(unknown))
        arguments.erase(arguments.begin() + static_cast<ptrdiff_t>(index));
}

std::vector<std::string> argumentsOf(const tooling::CompileCommand& command) {
    using namespace tooling;
    const ArgumentsAdjuster adjust = combineAdjusters(
        combineAdjusters(getClangSyntaxOnlyAdjuster(), getClangStripOutputAdjuster()),
        getClangStripDependencyFileAdjuster());
    std::vector<std::string> arguments = adjust(command.CommandLine, command.Filename);
    dropUnknownFlags(arguments);
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
