#pragma once
// Runs a program under a guard and reads what was reported.

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include <string>
#include <vector>

struct GuardedRun {
    int status = 0; // exit status
    std::string out;
    std::string err;
    std::vector<nlohmann::json> reports;

    /// The messages of the reports, of those of one kind if `kind` is given.
    std::vector<std::string> messages(const std::string& kind = "") const;
};

/// `command` is a program of the build's bin directory and its arguments; `guard` is "uv" or "qt",
/// to be preloaded, or empty; `environment` is put in front of the command, as in "LOOP_GUARD=log".
GuardedRun run_guarded(const std::string& command, const std::string& guard = "",
                       const std::string& environment = "");

/// The line of a source file (of this folder, unless the path is absolute) that ends with
/// "// marker: NAME". Throws if there is none.
std::string marked(const std::string& file, const std::string& name);

/// Matches a message about the static object `name`, whose definition is marked with that name. It
/// gives the line, or the name where llvm-symbolizer does not read the line of a variable of GCC's.
inline testing::Matcher<std::string> names_static_object(const std::string& file,
                                                         const std::string& name) {
    using testing::HasSubstr;
#ifdef __clang__
    return HasSubstr(marked(file, name));
#else
    return testing::AnyOf(HasSubstr(marked(file, name)), HasSubstr("'" + name + "' in "));
#endif
}
