#pragma once
// How declarations are named in facts: entities (identity) and canonical names (what models
// match). Both are independent of inline namespaces, using-declarations and typedefs.

#include "analysis/entity.h"
#include "analysis/location.h"
#include "analysis/type.h"

#include <clang/AST/ASTContext.h>
#include <clang/AST/Decl.h>
#include <llvm/ADT/StringMap.h>

namespace looplint {

class DeclNames {
  public:
    explicit DeclNames(const clang::ASTContext& context);

    /// The identity of `decl`: its USR, with the unit for what no other unit can name.
    Entity entityOf(const clang::Decl* decl) const;
    /// "boost::asio::basic_waitable_timer::async_wait": no inline namespaces, no arguments.
    Name canonicalName(const clang::NamedDecl* decl) const;
    /// What facts keep of a type. Never fails: what is no class has an empty `record`.
    Type typeOf(clang::QualType type) const;
    Type typeOf(const clang::RecordDecl* record) const;
    /// The key of a class in UnitFacts::records.
    Name recordKey(const clang::RecordDecl* record) const;
    Location locationOf(clang::SourceLocation at) const;
    /// Whether code at `at` belongs to the project: not in a system header, nor under a prefix
    /// where systems and package managers put headers. The main file always does.
    bool isProject(clang::SourceLocation at) const;

    Name unit() const { return unit_; }
    const clang::ASTContext& context() const { return context_; }

  private:
    std::string qualifier(const clang::DeclContext* context) const;
    /// The absolute path of a file, without "." and "..": one file has one name.
    Name pathOf(llvm::StringRef file) const;

    const clang::ASTContext& context_;
    const clang::SourceManager& sources_;
    Name unit_;
    mutable llvm::StringMap<Name> paths_;
};

/// Whether `at`, a file location, lies outside the project (see DeclNames::isProject).
bool isOutside(const clang::SourceManager& sources, clang::SourceLocation at);

/// The class of `type`, looking through references, pointers and arrays; or null.
const clang::CXXRecordDecl* recordOf(clang::QualType type);

} // namespace looplint
