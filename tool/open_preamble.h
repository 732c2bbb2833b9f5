#pragma once
// OpenPreamble: the head of one file that is open in an editor, everything up to its first
// declaration, precompiled. A parse on it gives what a plain parse of the same text gives, errors
// or not, so that a keystroke costs the rest of the file only.
//
// The preamble of many units (preamble.h) is shared and needs a guard, and no errors; an editor has
// one file at a time, full of errors, so it gets its own.

#include "dependencies.h"
#include "parse.h"

#include <optional>

namespace looplint {

struct OpenPreamble {
    std::string pch;                // path
    std::string key;                // unitKey of its command
    std::string head;               // the text that is precompiled
    bool endsAtStartOfLine = false; // whether more may follow on its last line
    bool hasErrors = false;
    std::vector<uint32_t> projectFiles; // where the project's headers begin, in the PCH's counting
    Dependencies read;                  // what it was made from, but for the file itself

    void write(BytesOut& out) const;
    static OpenPreamble readFrom(BytesIn& in);
    /// Whether it may stand for the head of `text`, compiled by the command with that key.
    bool fits(const std::string& key, std::string_view text) const;
    /// Whether all files that it was made from are as they were, in `overlay` or on disk.
    bool isCurrent(const Overlay& overlay, DiskState& disk) const;
};

/// The part of `text` that a preamble holds.
std::pair<std::string, bool> headOf(std::string_view text);

/// Precompiles the head of the command's file, as `overlay` or the disk has it, into `pch`. None if
/// the compiler cannot be run or there is nothing to precompile.
std::optional<OpenPreamble> buildOpenPreamble(const clang::tooling::CompileCommand& command,
                                              const Overlay& overlay, const std::string& pch);

/// Makes a compiler start on `preamble`; `text` is that of the whole file.
void startOn(const OpenPreamble& preamble, llvm::StringRef file, llvm::StringRef text,
             clang::CompilerInvocation& invocation);

/// The declarations of the project that a unit has, in its preamble and behind it, in order.
std::vector<clang::Decl*> projectDecls(clang::ASTContext& context,
                                       clang::CompilerInstance& compiler,
                                       const OpenPreamble& preamble);

} // namespace looplint
