#pragma once
// Child processes of `looplint prove`: run to their end, or run until told to stop. Their output is
// kept apart as stdout and stderr. What keeps a process from running at all is a UsageError.

#include <llvm/Support/Program.h>

#include <map>
#include <string>
#include <vector>

namespace looplint {

/// An own directory under the system's temporary one, removed with all its contents at the end.
class TemporaryDirectory {
  public:
    TemporaryDirectory();
    TemporaryDirectory(const TemporaryDirectory&) = delete;
    TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;
    ~TemporaryDirectory();

    const std::string& path() const { return path_; }
    std::string file(const std::string& name) const { return path_ + "/" + name; }

  private:
    std::string path_;
};

/// How a program was run and ended.
struct Outcome {
    int status = 0; // exit status; negative if it was killed by a signal
    bool timedOut = false;
    std::string out;
    std::string err;
};

/// Added to (or replacing in) this process's environment. An empty value removes the variable.
using Environment = std::map<std::string, std::string>;

/// A running program: `arguments[0]` is its path, or a name that is looked up on the PATH.
class Process {
  public:
    Process(const std::vector<std::string>& arguments, const Environment& environment);
    Process(const Process&) = delete;
    Process& operator=(const Process&) = delete;
    ~Process(); // kills it if it still runs

    bool isRunning();
    std::string outSoFar() const;
    std::string errSoFar() const;
    void terminate(); // SIGTERM
    /// Waits for its end; kills it after `seconds`.
    Outcome wait(unsigned seconds);

  private:
    TemporaryDirectory files_;
    llvm::sys::ProcessInfo child_;
    llvm::sys::ProcessInfo ended_; // what the end was, once it has ended
};

/// Runs a program to its end.
Outcome runProcess(const std::vector<std::string>& arguments, const Environment& environment = {},
                   unsigned seconds = 60);

} // namespace looplint
