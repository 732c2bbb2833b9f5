#pragma once
// CaseFile: one case of the corpus. A source file with its expectations in place:
//
//   asio::steady_timer timer{io};   // want "bound to 'io'"
//
// or several sources in one file, each after a line `//--- name`. Lines at the head say how it is
// read: `// with: qt` (also uv, glib, loop: the library's own headers, not the corpus's look-alikes),
// `// flags: -std=c++17`, `// option: check.option=value`, `// checks: -*,loop-x`,
// `// fails to compile`.

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace looplint::testing {

/// An expectation: a finding (or a note of one) on this line whose text contains `text`.
struct Want {
    std::string file;
    uint32_t line = 0;
    std::string text;
    bool isNote = false;
};

struct CaseFile {
    std::string name;               // path below tests/, without the ending
    std::vector<std::string> units; // on disk, absolute
    std::vector<std::string> flags;
    std::map<std::string, std::string> options;
    std::string checks = "*";
    bool failsToCompile = false;
    std::vector<Want> wants;
};

/// Reads a case; sources in split form are written below `scratch`. Throws std::runtime_error for
/// a directive or a want that cannot be read.
CaseFile loadCase(const std::string& path, const std::string& scratch);

/// All cases below a folder of tests/, in order of the path.
std::vector<CaseFile> loadCases(const std::string& folder);

/// Splits `text` at its `//--- name` lines; one part without a name if there is none.
std::map<std::string, std::string> splitFile(std::string_view text);

/// The wants of one source.
std::vector<Want> wantsOf(const std::string& file, std::string_view text);

/// The flags for `// with: library`. Throws if it is not known.
std::vector<std::string> flagsFor(const std::string& library);

} // namespace looplint::testing
