#pragma once
// A sample's source, copied to a directory of its own so that the checker's fix can be applied,
// and built as the build directory builds the sample.

#include "prove_process.h"

#include <clang/Tooling/CompilationDatabase.h>

#include <string>

namespace looplint {

class PatchedCopy {
  public:
    /// Copies the files of directory `sample` and writes a compilation database for main.cpp, made
    /// from the command that `build` compiles it with. Throws UsageError.
    PatchedCopy(const std::string& sample, const std::string& name, const std::string& build);

    /// The directory of the copy; it holds the compilation database too.
    const std::string& directory() const { return directory_.path(); }
    std::string source() const { return directory_.file("main.cpp"); }

    /// Compiles and links the copy. Returns the compiler's or linker's errors; empty if it worked.
    std::string compileAndLink() const;
    std::string program() const { return directory_.file("program"); }

  private:
    std::string linkCommand() const;

    TemporaryDirectory directory_;
    std::string name_;
    std::string build_;
    std::string object_; // the sample's object file, as the build's link command names it
    clang::tooling::CompileCommand command_;
};

} // namespace looplint
