#pragma once
// Conditionals in a header that choose between definitions of macros and do nothing else:
//
//     #if defined(SSIZE_MAX)
//     #define LIBRARY_MAX SSIZE_MAX
//     #else
//     #define LIBRARY_MAX 1024
//     #endif
//
// What such a condition says matters to those alone who mention the macros.

#include <clang/Basic/LangOptions.h>
#include <clang/Basic/SourceManager.h>

#include <string>
#include <vector>

namespace looplint {

struct MacroGroup {
    unsigned begin = 0, end = 0;     // offsets of the #if and the #endif
    std::vector<std::string> macros; // defined in any of the branches
    bool isQuiet = false;            // nothing else in the headers mentions the macros

    bool covers(unsigned offset) const { return begin <= offset && offset < end; }
};

/// All such conditionals of a file, at any depth; each macro is defined as an object everywhere.
std::vector<MacroGroup> macroGroups(clang::FileID file, const clang::SourceManager& sources,
                                    const clang::LangOptions& language);

} // namespace looplint
