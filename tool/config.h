#pragma once
// .looplint: the project's settings, in YAML, found next to the sources or above them.
//
//   checks: '-*,loop-static-object'     # as --checks
//   warnings-as-errors: '*'
//   header-filter: 'src/.*'
//   models: [models/mylib.json]         # relative to this file
//   entries:                            # which function is entered on which thread
//     - {function: 'ns::Listener::onEvent', thread: ipc}
//     - {function: 'ns::Window::paint', thread: main}
//   options:
//     loop-static-object.allowed-types: 'ns::Registry'

#include <map>
#include <string>
#include <vector>

namespace looplint {

/// One function and where it is entered: on a thread or, which is the same, on a loop of that name.
struct Entry {
    std::string function, thread, loop;
};

struct Config {
    std::string path; // where it was read from; empty if there is none
    std::string checks = "*";
    std::string warningsAsErrors;
    std::string headerFilter;
    std::vector<std::string> models; // absolute
    std::vector<Entry> entries;
    std::map<std::string, std::string> options;
};

/// Reads `file`. Throws UsageError: "file:line:column: what was expected".
Config readConfig(const std::string& file);

/// The nearest .looplint in `directory` or above; the defaults if there is none.
Config findConfig(const std::string& directory);

/// All settings as YAML, as readConfig reads them: --dump-config.
std::string dumpConfig(const Config& config);

} // namespace looplint
