#pragma once
// Rewriters: a proposal of edits for a finding, made on the AST of its unit. A proposal is not yet
// a fix: tool/fixer.h offers it only if the patched unit compiles and is silent.

#include "analysis/finding.h"
#include "models/model.h"

#include <clang/AST/ASTContext.h>

namespace looplint {

/// Whether there could be a proposal, as far as the finding tells.
bool mayHaveFix(const Finding& finding);

/// The proposal of the first rewriter that applies to `finding`; none if the code is not of a
/// shape that can be changed mechanically.
std::optional<Fix> proposeFix(clang::ASTContext& context, const Finding& finding,
                              const Models& models);

/// The static becomes an entry of the application's shared information, made in a startup handler
/// on the server's loop.
std::optional<Fix> moveToStartup(clang::ASTContext& context, const Finding& finding,
                                 const Models& models);

/// The static becomes a local variable of main, made once the loop or application exists, and is
/// handed by reference to the functions that use it.
std::optional<Fix> moveToMain(clang::ASTContext& context, const Finding& finding,
                              const Models& models);

/// The statements that use an object where they may not are handed over to its loop.
std::optional<Fix> handOver(clang::ASTContext& context, const Finding& finding,
                            const Models& models);

/// A member that is a loop is declared before the one that is bound to it.
std::optional<Fix> swapMembers(clang::ASTContext& context, const Finding& finding,
                               const Models& models);

/// A member is made a child of the object that it is in, and moves to other threads with it.
std::optional<Fix> giveParent(clang::ASTContext& context, const Finding& finding,
                              const Models& models);

/// An object is deleted by its own thread: deleteLater().
std::optional<Fix> deleteLater(clang::ASTContext& context, const Finding& finding,
                               const Models& models);

} // namespace looplint
