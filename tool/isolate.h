#pragma once
// Isolation: each job runs in a process of its own, forked for it, and answers with bytes. A job
// that crashes, hangs or takes too much memory costs that job and nothing else. The driver must
// have no other threads while it starts jobs.

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include <sys/types.h>

namespace looplint {

struct JobLimits {
    std::chrono::milliseconds time{0}; // 0: none
    uint64_t memory = 0;               // bytes; 0: none
};

/// How a job ended.
struct JobEnd {
    size_t job = 0;
    bool isDone = false;
    std::string answer;      // if done
    std::string failure;     // if not: "crashed (signal 11)", "took longer than 5 s", …
    uint64_t peakMemory = 0; // bytes
    double seconds = 0;      // of a processor
};

class JobPool {
  public:
    /// Up to `jobs` at a time; 0: one per core.
    JobPool(unsigned jobs, JobLimits limits);
    JobPool(const JobPool&) = delete;
    JobPool& operator=(const JobPool&) = delete;
    ~JobPool(); // kills what still runs

    bool isFull() const { return running_.size() >= jobs_; }
    size_t started() const { return started_; } // so far
    bool isIdle() const { return running_.empty(); }
    /// Starts a job; isFull() must be false. `work` runs in the job's process.
    void start(size_t job, const std::function<std::string()>& work);
    /// Waits until a job has ended. One must be running.
    JobEnd wait();

  private:
    struct Running {
        size_t job;
        pid_t process;
        int pipe;
        std::chrono::steady_clock::time_point deadline;
        std::string answer;
    };
    std::optional<JobEnd> readSome(Running& running);
    JobEnd end(Running& running, bool isLate);

    unsigned jobs_;
    JobLimits limits_;
    size_t started_ = 0;
    std::vector<Running> running_;
};

/// Runs `count` jobs and returns how each ended, in order.
std::vector<JobEnd> runIsolated(size_t count, unsigned jobs, JobLimits limits,
                                const std::function<std::string(size_t)>& work);

} // namespace looplint
