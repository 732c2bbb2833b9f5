#pragma once
// Parses one translation unit as its compile command says, with function bodies outside the
// project skipped, and hands its AST over.

#include <clang/AST/ASTContext.h>
#include <clang/Tooling/CompilationDatabase.h>
#include <llvm/ADT/STLFunctionalExtras.h>
#include <llvm/ADT/StringMap.h>

#include <string>
#include <vector>

namespace looplint {

/// A compiler error of a unit, as "file:line:column: error: text".
struct ParseOutcome {
    bool ran = false;                // the compiler could start at all
    std::vector<std::string> errors; // the unit's own errors, first ones first
};

/// Contents that stand for the file on disk, by absolute path (unsaved or patched files).
using Overlay = llvm::StringMap<std::string>;

/// Calls `use` with the AST of the unit, once, even if the unit has errors. The AST dies on return.
ParseOutcome parseUnit(const clang::tooling::CompileCommand& command, const Overlay& overlay,
                       llvm::function_ref<void(clang::ASTContext&)> use);

} // namespace looplint
