#pragma once
// From module offsets to source locations, with LLVM's symbolizer.

#include <llvm/DebugInfo/Symbolize/Symbolize.h>

#include <cstdint>
#include <string>
#include <vector>

namespace looplint {

/// A source location of a running program. Line 0: not known.
struct SourcePlace {
    std::string file;
    unsigned line = 0;
    unsigned column = 0;
    std::string function;

    bool isKnown() const { return line != 0; }
    friend bool operator==(const SourcePlace&, const SourcePlace&) = default;
};

/// An address as the module's own symbols and debug information count it.
struct ModuleOffset {
    std::string module;
    uint64_t offset = 0;
};

/// Keeps the modules it has read. Not thread-safe.
class Symbolizer {
  public:
    Symbolizer();

    /// The innermost frame that lies in the program's own sources: not in a system header, and not
    /// in a guard. `frames` are return addresses, innermost first. Unknown if there is none.
    SourcePlace ownFrame(const std::vector<ModuleOffset>& frames);

    /// The definition of the variable that the address lies in. Unknown if there is none.
    SourcePlace variable(const ModuleOffset& address);

  private:
    llvm::symbolize::LLVMSymbolizer symbolizer_;
};

/// Whether a file of a program's is its author's: neither a system header nor the guard's.
bool isOwnSource(llvm::StringRef file);

} // namespace looplint
