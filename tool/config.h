#pragma once
// .looplint: the project's settings, in YAML, found next to the sources or above them.
//
//   inherit: true                       # on top of the next .looplint above
//   checks: '-*,loop-static-object'     # as --checks
//   level: 1                            # as --level
//   paths:                              # what is different below some folders; the last one wins
//     - path: 'third_party/*'           # a glob, relative to this file; '*' matches '/' too
//       checks: '-*'
//     - path: 'src/net/*'
//       level: 2
//   report-unused-suppressions: true
//   warnings-as-errors: '*'
//   header-filter: 'src/.*'
//   models: [models/mylib.json]         # relative to this file
//   entries:                            # which function is entered on which thread
//     - {function: 'ns::Listener::onEvent', thread: ipc}
//     - {function: 'ns::Window::paint', thread: main}
//   options:
//     loop-static-object.allowed-types: 'ns::Registry'

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace looplint {

/// One function and where it is entered: on a thread or, which is the same, on a loop of that name.
struct Entry {
    std::string function, thread, loop;
};

/// Settings for the files that match a glob; what it does not name is as elsewhere.
struct PathSettings {
    std::string path;   // a glob of absolute paths
    std::string checks; // on top of the others
    std::optional<uint32_t> level;
};

struct Config {
    std::string path; // where it was read from; empty if there is none
    bool isInheriting = false;
    std::string checks = "*";
    uint32_t level = 0; // of what is reported: 0 provable, 1 likely, 2 contract hygiene
    std::vector<PathSettings> paths;
    bool reportUnusedSuppressions = false;
    std::string warningsAsErrors;
    std::string headerFilter;
    std::vector<std::string> models; // absolute
    std::vector<Entry> entries;
    std::map<std::string, std::string> options;
};

/// Reads `file`, and those above it that it inherits from. Throws UsageError:
/// "file:line:column: what was expected".
Config readConfig(const std::string& file);

/// The nearest .looplint in `directory` or above; the defaults if there is none.
Config findConfig(const std::string& directory);

/// All settings as YAML, as readConfig reads them: --dump-config.
std::string dumpConfig(const Config& config);

} // namespace looplint
