#pragma once
// Running Clang's front end over one compile command, in this process.

#include <clang/Frontend/CompilerInvocation.h>
#include <clang/Frontend/FrontendAction.h>
#include <clang/Tooling/CompilationDatabase.h>
#include <llvm/Support/VirtualFileSystem.h>

#include <functional>
#include <string>
#include <vector>

namespace looplint {

/// The command as looplint runs it: without outputs and dependency files, without warnings, with
/// the headers of the Clang that looplint is built on.
std::vector<std::string> argumentsOf(const clang::tooling::CompileCommand& command);

struct CompilerRun {
    std::vector<std::string> arguments;
    std::string directory;
    llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> files; // on which `directory` is current
    std::function<std::unique_ptr<clang::FrontendAction>()> action;
    /// Changes what the command line said; may be empty.
    std::function<void(clang::CompilerInvocation&)> tweak;
    clang::DiagnosticConsumer& diagnostics;
};

/// Whether the compiler could be started at all.
bool runCompiler(const CompilerRun& run);

/// The disk, seen from `directory`.
llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> diskFrom(llvm::StringRef directory);

} // namespace looplint
