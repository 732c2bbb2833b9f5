#pragma once
// RuntimeReport: one line that a looplint runtime or guard has appended to LOOP_REPORT's file, with
// its places as source locations.

#include "symbolize.h"

#include <string>
#include <vector>

namespace looplint {

struct RuntimeReport {
    std::string kind; // different-loop, never-run, wrong-thread, before-application
    std::string message;
    std::string type;    // of the object
    SourcePlace created; // where the object is defined (static storage) or was made
    SourcePlace use;
    std::string loop;    // the object's
    std::string running; // the one that ran at the use
    std::string thread;
};

/// Reads all lines of a report file; there are none if there is no such file. Throws FormatError,
/// which names the file, line and field, and what was expected there. A place without frames, or
/// without debug information, is an unknown place and no error.
std::vector<RuntimeReport> readReports(const std::string& path, Symbolizer& symbolizer);

/// The same for the text of such a file; `name` stands for it in errors.
std::vector<RuntimeReport> parseReports(llvm::StringRef text, const std::string& name,
                                        Symbolizer& symbolizer);

} // namespace looplint
