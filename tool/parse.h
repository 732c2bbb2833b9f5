#pragma once
// Parses one translation unit as its compile command says, with function bodies outside the
// project skipped, and hands its AST over.

#include "preamble_guard.h"
#include "recording_files.h"

#include <clang/AST/ASTContext.h>
#include <clang/Frontend/CompilerInstance.h>
#include <clang/Tooling/CompilationDatabase.h>
#include <llvm/ADT/STLFunctionalExtras.h>
#include <llvm/ADT/StringMap.h>

#include <string>
#include <vector>

namespace looplint {

class HeadStart;
struct OpenPreamble;

/// A compiler error of a unit, as "file:line:column: error: text".
struct ParseOutcome {
    bool ran = false;                // the compiler could start at all
    std::vector<std::string> errors; // the unit's own errors, first ones first
    std::string difference; // why the unit was not parsed on the preamble; empty if it was, or if
                            // there is none
    Dependencies read;      // if asked for
};

/// Contents that stand for the file on disk, by absolute path (unsaved or patched files).
using Overlay = llvm::StringMap<std::string>;

/// The disk as seen from `directory`, with `overlay` on top.
llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> filesWith(const Overlay& overlay,
                                                          llvm::StringRef directory);

/// How a unit is parsed: never what comes out, only what it costs.
struct ParseWay {
    const Preamble* preamble = nullptr;
    const OpenPreamble* open = nullptr; // of the very text that is parsed; else `preamble` decides
    HeadStart* headStart = nullptr;     // on `open`: where the text comes from
    bool isLast = false;                // the process ends soon: do not tidy memory up
    bool isRecorded = false;            // fill in ParseOutcome::read
};

using UseAst = llvm::function_ref<void(clang::ASTContext&)>;

/// Calls `use` with the AST of the unit, even if the unit has errors. The AST dies on return. If
/// `way` names a preamble, and the parse on it cannot be told from a plain one, `use` gets that
/// one; `difference` is then asked, with the guard, what is wrong with what `use` made of it. If
/// something is, `use` is called again after a plain parse.
ParseOutcome parseUnit(const clang::tooling::CompileCommand& command, const Overlay& overlay,
                       UseAst use, const ParseWay& way = {},
                       llvm::function_ref<std::string(const PreambleGuard&)> difference = nullptr);

} // namespace looplint
