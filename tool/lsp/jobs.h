#pragma once
// Jobs: what the server lets child processes do, each with a stream of messages back. The server
// has one thread; it asks for the pipes to wait for and lets the jobs read.

#include "child.h"

#include <chrono>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

struct pollfd;

namespace looplint::lsp {

using Clock = std::chrono::steady_clock;
using JobId = uint64_t; // 0: none

class Jobs {
  public:
    using Emit = std::function<void(std::string_view)>;
    struct Job {
        std::function<void(const Emit&)> work;           // in the child
        std::function<void(std::string_view)> onMessage; // in the server
        std::function<void(const std::string&)> onEnd;   // why it failed; empty: it is done
        std::chrono::milliseconds limit{0};              // 0: none
        bool isBackground = false;                       // gives way to all others
    };

    Jobs() = default;
    Jobs(const Jobs&) = delete;
    ~Jobs();

    JobId start(Job job);
    /// Ends a job; it says nothing more. 0 is no job.
    void cancel(JobId id);
    /// Whether there are as many as the machine has cores.
    bool isFull() const;
    bool isRunning(JobId id) const { return running_.contains(id); }

    void addPipes(std::vector<pollfd>& pipes) const;
    /// Reads from the pipes that have something; ends what is late.
    void read(const std::vector<pollfd>& pipes);

  private:
    struct Running {
        Job job;
        Child child;
        Clock::time_point deadline;
        std::string bytes;
    };
    void readFrom(JobId id);
    void end(JobId id, const char* why);

    std::map<JobId, Running> running_;
    JobId last_ = 0;
};

} // namespace looplint::lsp
