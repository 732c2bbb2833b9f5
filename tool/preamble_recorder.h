#pragma once
// PreambleRecorder: notes, while a preamble is precompiled, how its files hang together.

#include "macro_mentions.h"
#include "preamble.h"

#include <clang/Lex/PPCallbacks.h>
#include <clang/Lex/Preprocessor.h>
#include <llvm/ADT/DenseMap.h>
#include <llvm/ADT/StringMap.h>
#include <llvm/ADT/StringSet.h>

#include <unordered_set>

namespace looplint {

class PreambleRecorder : public clang::PPCallbacks {
  public:
    explicit PreambleRecorder(clang::Preprocessor& preprocessor);

    /// Fills in all but stamps and openers. Call it once the source was read.
    void finish(Preamble& preamble);
    /// Lines of the preamble's source that include a file of the project.
    const std::set<unsigned>& projectLines() const { return projectLines_; }
    void noteOpener(clang::SourceLocation at, Preamble& preamble);

    void FileChanged(clang::SourceLocation at, FileChangeReason reason,
                     clang::SrcMgr::CharacteristicKind kind, clang::FileID previous) override;
    // PPCallbacks
    void InclusionDirective(clang::SourceLocation hash, const clang::Token&, llvm::StringRef, bool,
                            clang::CharSourceRange, clang::OptionalFileEntryRef file,
                            llvm::StringRef, llvm::StringRef, const clang::Module*, bool,
                            clang::SrcMgr::CharacteristicKind) override;
    void If(clang::SourceLocation, clang::SourceRange condition, ConditionValueKind) override;
    void SourceRangeSkipped(clang::SourceRange range, clang::SourceLocation end) override;
    void MacroExpands(const clang::Token& name, const clang::MacroDefinition&, clang::SourceRange,
                      const clang::MacroArgs*) override;
    void MacroDefined(const clang::Token& name, const clang::MacroDirective*) override;
    void MacroUndefined(const clang::Token& name, const clang::MacroDefinition&,
                        const clang::MacroDirective*) override;

  private:
    static constexpr uint32_t kNoEntry = UINT32_MAX;
    /// One time that a file was entered.
    struct Entry {
        uint32_t file;
        /// What it included, by path (it may never be entered), and that entry, if it was.
        std::vector<std::pair<std::string, uint32_t>> includes;
        std::set<std::string> macros; // defined here
        bool isOpen = true;           // not left yet
        bool isHandedMacros = false;  // by files that include it
    };
    uint32_t mentionerOf(const Entry& entry, const clang::Token& name) const;
    Entry* entryAt(clang::SourceLocation at);
    void leave(Entry& entry);
    OffsetRanges settledConditions(clang::FileID id) const;
    std::vector<std::vector<MacroGroup>> definingGroups() const;
    uint64_t guardOf(clang::FileID id) const;
    static bool includesNoMore(const Entry& again, const Entry& first);
    void flatten(const Entry& entry, std::vector<uint32_t>& includes) const;
    std::vector<MacroMentions> readIdentifiers(Preamble& preamble) const;

    clang::Preprocessor& preprocessor_;
    clang::SourceManager& sources_;
    std::vector<Preamble::File> files_;
    std::vector<clang::FileID> ids_; // one for each file
    llvm::StringMap<uint32_t> indices_;
    std::vector<Entry> entries_;
    llvm::DenseMap<clang::FileID, OffsetRanges> skipped_, conditions_;
    std::vector<bool> isUnguarded_;      // by file: whether it includes other files each time
    std::vector<uint32_t> firstEntries_; // by file
    llvm::DenseMap<clang::FileID, uint32_t> byId_; // entries
    /// By macro: the files that were left with it defined, or that undefined it for good. What a
    /// file defines for itself or for a file that it includes, and takes back, is not here.
    llvm::StringMap<std::set<uint32_t>> definers_;
    llvm::StringMap<bool> isDefined_; // by macro: since some file was left
    llvm::StringSet<> undefined_;     // macros that were undefined after that
    struct Expanded {
        std::unordered_set<const clang::MacroInfo*> macros;
        std::unordered_set<uint64_t> names; // in their text
    };
    std::vector<Expanded> expanded_; // by file
    std::unordered_set<uint64_t> expandedNames_;
    /// By where a macro is expanded: the file that defined it for the one that it includes.
    llvm::DenseMap<clang::SourceLocation, uint32_t> passers_;
    std::set<unsigned> projectLines_;
};

/// The line of the main file from which `at` was included; 0 if from none.
unsigned lineInMainFile(const clang::SourceManager& sources, clang::SourceLocation at);

/// The name by which a preamble knows a file.
std::string preamblePath(const clang::FileManager& files, llvm::StringRef name);

} // namespace looplint
