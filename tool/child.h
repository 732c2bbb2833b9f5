#pragma once
// A child process, forked to do one thing, that writes what it has to say into a pipe and ends. It
// dies with its parent, and has the memory that it is given.

#include <cstdint>
#include <functional>
#include <string>

#include <sys/types.h>

namespace looplint {

struct Child {
    pid_t process = 0;
    int pipe = -1; // to read from
};

/// `work` runs in the child, with the pipe to write to; true: it is done. The parent must have no
/// other threads. Throws UsageError if no process can be made.
Child startChild(const std::function<bool(int pipe)>& work, uint64_t memory = 0);

/// What a child took.
struct ChildUsage {
    uint64_t peakMemory = 0; // bytes
    double seconds = 0;      // of processor time
};

/// Waits for a child that has ended, or is about to. Empty if it ended well; else "crashed (signal
/// 11, …)", "ran out of memory". `usage`, if given, is set.
std::string endOf(const Child& child, ChildUsage* usage = nullptr);

/// False if the pipe is closed at its other end.
bool writeAll(int pipe, const std::string& bytes);

} // namespace looplint
