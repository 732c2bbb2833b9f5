#pragma once
// MacroMentions: the text of one header, as far as macros go.

#include "macro_groups.h"

#include <clang/Lex/Preprocessor.h>
#include <llvm/ADT/STLFunctionalExtras.h>

#include <cstdint>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace looplint {

using OffsetRanges = std::vector<std::pair<unsigned, unsigned>>; // ascending

struct MacroMentions {
    using Hashes = std::unordered_set<uint64_t>;
    Hashes names;    // outside skipped text and the names of definitions
    Hashes deciding; // … where more than definitions hangs on them
    std::unordered_map<uint64_t, Hashes> definitions; // their text, by name
    std::unordered_map<uint64_t, Hashes> active;      // … that are not skipped
    /// By name: which quiet groups mention it. It is not in `names`, unless something else does.
    std::unordered_map<uint64_t, std::vector<size_t>> inGroups;
    std::vector<MacroGroup> groups;
    uint64_t guard = 0; // the macro that guards the whole file; 0: none

    bool mentions(uint64_t macro) const {
        return names.contains(macro) || inGroups.contains(macro);
    }
    /// Whether all that hangs on the macro is what the groups define.
    bool mentionsInGroupsOnly(uint64_t macro) const {
        return !names.contains(macro) && !definitions.contains(macro);
    }
};

/// Reads `text` of a file: `skipped` is what the preprocessor left out, `settled` are conditions
/// that come out the same in any order of headers. `groups` of the result are given. Calls `each`
/// with all identifiers, those of definitions too.
MacroMentions readMentions(clang::FileID file, const clang::SourceManager& sources,
                           const clang::LangOptions& language, const OffsetRanges& skipped,
                           const OffsetRanges& settled, std::vector<MacroGroup> groups,
                           llvm::function_ref<void(uint64_t)> each);

/// Calls `each` with the hash and the offset of each identifier in a file that is not the name of a
/// definition.
void forEachMention(clang::FileID file, const clang::SourceManager& sources,
                    const clang::LangOptions& language,
                    llvm::function_ref<void(uint64_t name, unsigned offset)> each);

} // namespace looplint
