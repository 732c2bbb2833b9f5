#pragma once
// IncludeScan: which third-party headers units include, themselves or through headers of the
// project, found by reading #include lines only. Conditions and macros are not looked at, so the
// answer is a good guess, not the truth: what it misses is merely not precompiled. Headers that are
// made to be included again and again, for the macros that they change, are left to the units.

#include <clang/Basic/SourceManager.h>
#include <clang/Lex/HeaderSearch.h>

#include <map>
#include <set>
#include <string>
#include <vector>

namespace looplint {

class IncludeScan {
  public:
    IncludeScan(clang::HeaderSearch& search, clang::SourceManager& sources)
        : search_(search), sources_(sources), files_(sources.getFileManager()) {}

    void add(const std::string& unit);

    /// Each once, in the order in which they are met.
    std::vector<std::string> headers() const;

  private:
    void addFile(clang::FileEntryRef file, std::set<std::string>& unit,
                 std::set<const clang::FileEntry*>& seen);
    void addInclude(clang::FileEntryRef from, llvm::StringRef name, bool isAngled,
                    std::set<std::string>& unit, std::set<const clang::FileEntry*>& seen);
    clang::OptionalFileEntryRef lookup(clang::FileEntryRef from, llvm::StringRef name,
                                       bool isAngled);
    struct Include {
        std::string name;
        bool isAngled;
    };
    /// What the text of a file says.
    struct Text {
        std::vector<Include> includes;
        /// It has no include guard, and defines or undefines macros: each inclusion counts.
        bool changesMacros = false;

        void read(llvm::StringRef text);

      private:
        void addInclude(llvm::StringRef name);
    };
    const Text& textOf(clang::FileEntryRef file);

    bool isOutside(clang::FileEntryRef file);

    clang::HeaderSearch& search_;
    clang::SourceManager& sources_;
    clang::FileManager& files_;
    std::map<const clang::FileEntry*, Text> texts_;
    std::vector<std::string> order_;
    std::set<std::string> headers_;
};

} // namespace looplint
