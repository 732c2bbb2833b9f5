#pragma once
// RuntimeReport: one line that a looplint runtime or guard has appended to LOOP_REPORT's file, with
// its places as source locations.

#include "symbolize.h"

#include <llvm/Support/Error.h>

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

/// Reads all lines of a report file. An error names the file, line and field, and what was expected
/// there. A place without frames, or without debug information, is an unknown place and no error.
llvm::Expected<std::vector<RuntimeReport>> readReports(llvm::StringRef path,
                                                       Symbolizer& symbolizer);

/// The same for the text of such a file; `name` stands for it in errors.
llvm::Expected<std::vector<RuntimeReport>> parseReports(llvm::StringRef text, llvm::StringRef name,
                                                        Symbolizer& symbolizer);

} // namespace looplint
