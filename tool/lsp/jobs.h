#pragma once
// Jobs: what the server lets child processes do, each with a stream of messages back; a child that
// stays is also sent messages. The server has one thread; it asks for the pipes to wait for and
// lets the jobs read and write.

#include "child.h"

#include <chrono>
#include <functional>
#include <map>
#include <optional>
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
    using Receive = std::function<std::optional<std::string>()>;
    struct Job {
        std::function<void(const Emit&)> work; // in the child
        /// In its place, in a child that stays: `receive` waits for what send() sends.
        std::function<void(const Receive&, const Emit&)> serve;
        std::function<void(std::string_view)> onMessage; // in the server
        std::function<void(const std::string&)> onEnd;   // why it failed; empty: it is done
        std::chrono::milliseconds limit{0};              // 0: none
        int nice = 0;                                    // how much it gives way to others
    };

    Jobs() = default;
    Jobs(const Jobs&) = delete;
    ~Jobs();

    JobId start(Job job);
    /// Ends a job; it says nothing more. 0 is no job.
    void cancel(JobId id);
    /// To a child that stays, which then has something to do until rest() is called.
    void send(JobId id, std::string_view message);
    void rest(JobId id);
    /// Whether as many have something to do as the machine has cores.
    bool isFull() const;
    bool isRunning(JobId id) const { return running_.contains(id); }

    void addPipes(std::vector<pollfd>& pipes) const;
    /// Reads from the pipes that have something, and writes; ends what is late.
    void read(const std::vector<pollfd>& pipes);

  private:
    struct Running {
        Job job;
        Child child;
        int input = -1; // to write to
        Clock::time_point deadline;
        std::string bytes, unsent;
        bool isResting = false;
    };
    void readFrom(JobId id);
    static void writeTo(Running& running);
    static void close(Running& running);
    void end(JobId id, const char* why);

    std::map<JobId, Running> running_;
    JobId last_ = 0;
};

} // namespace looplint::lsp
