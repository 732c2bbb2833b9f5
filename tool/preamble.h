#pragma once
// Preamble: the third-party headers that a group of units includes, precompiled once with function
// bodies skipped. A unit that is parsed on it is spared nearly all its work; preamble_guard.h says
// when that gives exactly what a plain parse gives.
//
// Besides the precompiled header there is a record of how its files hang together, so that it can
// be told what a unit would have seen that includes only some of them, in its own order.

#include "dependencies.h"

#include <clang/Tooling/CompilationDatabase.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace looplint {

struct Preamble {
    struct File {
        std::string path; // real: no links, no dots
        std::string name; // absolute, as the compiler names it
        FileStamp stamp;
        std::vector<uint32_t> includes; // in order
    };
    /// `user` mentions a macro that the definers, which it does not include itself, leave defined
    /// (all alike) or undefined: whether one of them comes before it matters. Not so for include
    /// guards: who tests a header's guard asks whether it is there; what that changes are
    /// declarations, and those that a unit uses are looked at one by one.
    struct Order {
        uint32_t user = 0;
        std::vector<uint32_t> definers; // ascending
        friend auto operator<=>(const Order&, const Order&) = default;
    };

    /// `heir` would define for `users`, which come after it, a macro that all define alike, if none
    /// of the definers came before it.
    struct Heir {
        uint32_t heir = 0;
        std::vector<uint32_t> definers, users; // ascending
        friend auto operator<=>(const Heir&, const Heir&) = default;
    };

    std::string pch;                   // path
    uint64_t pchHash = 0;              // of its bytes
    std::vector<std::string> headers;  // as they are included
    std::vector<File> files;           // in the order in which they were first entered
    std::vector<Order> orders;         // sorted
    std::vector<Heir> heirs;           // sorted
    std::vector<uint64_t> identifiers; // hashes of all identifiers in the files, sorted
    std::vector<uint64_t> unsettled;   // hashes of macros that no unit may test: undefined in the
                                       // end, or defined in several ways; sorted
    std::vector<uint32_t> openers;     // files with using-directives at global scope
    Dependencies absent;               // what was looked for in vain

    void write(BytesOut& out) const;
    static Preamble read(BytesIn& in);
    /// All files and absent names.
    Dependencies dependencies() const;
};

/// A hash that orders and compares as identifiers in `Preamble`.
uint64_t identifierHash(std::string_view name);

/// What all units of a group have in common: equal strings, equal preambles. Empty if the unit
/// cannot have one: no plain C or C++ source, or a command with headers of its own (-include).
std::string preambleGroup(const clang::tooling::CompileCommand& command);

/// Precompiles what `units`, which are of one group, include, into `pch`. Takes a second or more
/// and much memory: call it in a process of its own. None if nothing can be precompiled.
std::optional<Preamble> buildPreamble(const std::vector<clang::tooling::CompileCommand>& units,
                                      const std::string& pch);

} // namespace looplint
