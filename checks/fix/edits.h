#pragma once
// EditList: edits of one unit, collected by source ranges.

#include "analysis/finding.h"

#include <clang/AST/ASTContext.h>

namespace looplint {

class EditList {
  public:
    explicit EditList(const clang::ASTContext& context);

    /// Replaces the tokens from `range.begin` to the end of the token at `range.end`.
    void replace(clang::SourceRange range, std::string text);
    void insertBefore(clang::SourceLocation at, std::string text);
    /// Behind the token at `at`.
    void insertAfter(clang::SourceLocation at, std::string text);
    /// Removes a declaration with its semicolon; the line too, if nothing else stands on it.
    /// With a `text`, that stands in its place.
    void replaceDeclaration(const clang::Decl* decl, std::string text);
    /// Moves a declaration, with the comments above and behind it, to before another one.
    void moveDeclaration(const clang::Decl* moved, const clang::Decl* before);
    /// Removes the comment lines right above a declaration, and returns them.
    std::string takeCommentAbove(const clang::Decl* decl);
    /// The indentation of the line that `at` stands on.
    std::string indentation(clang::SourceLocation at) const;
    std::string textOf(clang::SourceRange range) const;

    /// Nothing, if an edit was not possible (in a macro, in another file than the main one).
    std::optional<Fix> take(std::string description);

  private:
    void add(clang::SourceLocation begin, unsigned length, std::string text);
    clang::SourceLocation endOf(clang::SourceLocation token) const;

    const clang::ASTContext& context_;
    const clang::SourceManager& sources_;
    Name file_;
    bool isPossible_ = true;
    std::vector<Edit> edits_;
};

} // namespace looplint
