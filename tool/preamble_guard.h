#pragma once
// PreambleGuard: watches a unit that is parsed on a preamble, and tells whether a plain parse could
// have given anything else. When in doubt it says so; the unit is then parsed plainly.
//
// The unit on its preamble sees more headers than it includes, and all of them first. So it must
// not make a difference
//   - that a macro is known: each macro that the unit's own text expands or tests comes from a file
//     that the unit has included by then;
//   - what the unit defines before it includes: no header mentions such a macro;
//   - in which order headers come: where one mentions a macro that another defines, both come in
//     the preamble's order, and neither is missing;
//   - what else is declared: every declaration, specialization and class that the project's code
//     uses comes from a file that the unit includes, before the use; no header opens a namespace
//     for the unit that it does not include;
//   - and the parse has no errors.

#include "preamble.h"

#include <clang/AST/ASTContext.h>
#include <clang/Lex/PPCallbacks.h>
#include <clang/Lex/Preprocessor.h>
#include <clang/Sema/Sema.h>
#include <llvm/ADT/DenseMap.h>
#include <llvm/ADT/StringMap.h>

#include "analysis/unit_facts.h"

namespace looplint {

class InstantiationWatcher;
class SpecializationWatcher;

class PreambleGuard {
  public:
    explicit PreambleGuard(const Preamble& preamble);
    ~PreambleGuard();

    /// Watches the preprocessor; it must not have read anything yet.
    void watch(clang::Preprocessor& preprocessor);
    void watch(clang::Sema& sema);
    /// To be the consumer's of the AST.
    clang::ASTMutationListener* listener();

    /// After the unit was parsed: the first thing that a plain parse could see otherwise; empty if
    /// there is none.
    std::string difference(clang::ASTContext& context);
    /// The same for what was read off the unit.
    std::string difference(const UnitFacts& facts) const;

    /// What the unit includes of the preamble, with all that was looked for in vain.
    Dependencies dependencies() const;

  private:
    friend class MacroWatcher;
    friend class InstantiationWatcher;
    friend class SpecializationWatcher;
    friend class UseVisitor;
    /// Where, or in which specialization, something is used.
    struct UsePlace {
        clang::SourceLocation at;         // invalid: anywhere
        std::optional<uint32_t> included; // how many files were, when it was specialized
    };

    void differs(const std::string& what);
    void include(clang::OptionalFileEntryRef file, clang::SourceLocation at);
    void enter(uint32_t file, clang::SourceLocation at);
    void useMacro(const clang::Token& name, const clang::MacroDefinition& definition);
    void changeMacro(const clang::Token& name);
    void useDeclaration(const clang::Decl* decl, UsePlace place);
    bool sees(const clang::Decl* decl, const UsePlace& place);
    bool seesAny(const clang::Decl* decl);
    bool isVisible(uint32_t file) const { return order_[file] != 0; }
    /// Whether the unit enters any of `files` before `file`.
    bool isAnyBefore(const std::vector<uint32_t>& files, uint32_t file) const;
    uint32_t fileAt(clang::SourceLocation at);
    std::string orderDifference() const;
    void checkUnsettledNames();

    static constexpr uint32_t kNoFile = UINT32_MAX;
    const Preamble& preamble_;
    clang::SourceManager* sources_ = nullptr;
    const clang::LangOptions* language_ = nullptr;
    llvm::StringMap<uint32_t> indices_;
    llvm::DenseMap<clang::FileID, uint32_t> byId_;
    std::vector<uint32_t> order_; // by file: when the unit includes it, from 1 on; 0: it does not
    std::vector<clang::SourceLocation> includedAt_;
    clang::SourceLocation lastInclude_; // of something new
    std::vector<uint64_t> changed_;     // macros that the unit has defined or undefined so far
    uint32_t entered_ = 0;
    InstantiationWatcher* watcher_ = nullptr; // Sema's
    std::unique_ptr<SpecializationWatcher> listener_;
    /// By specialization of the project's templates: how many files were included by then.
    llvm::DenseMap<const clang::Decl*, uint32_t> specialized_;
    std::string difference_;
};

} // namespace looplint
