#include "isolate.h"

#include "child.h"
#include "large_pages.h"
#include "options.h"

#include <llvm/Support/ErrorHandling.h>
#include <llvm/Support/Threading.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <new>

#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace looplint {

using Clock = std::chrono::steady_clock;

static constexpr int kOutOfMemory = 77; // exit statuses of a child
static constexpr int kFailed = 78;
static constexpr char kWhole = '\n'; // ends a whole answer

namespace {

[[noreturn]] void endOutOfMemory() { _exit(kOutOfMemory); }

void limitMemory(uint64_t bytes) {
    const rlimit none{0, 0};
    setrlimit(RLIMIT_CORE, &none);
    if (!bytes) return;
    releaseReserve();
    const rlimit memory{bytes, bytes};
    setrlimit(RLIMIT_DATA, &memory);
    std::set_new_handler(endOutOfMemory);
    llvm::remove_bad_alloc_error_handler();
    llvm::install_bad_alloc_error_handler([](void*, const char*, bool) { endOutOfMemory(); });
}

[[noreturn]] void runChild(int pipe, pid_t parent, const std::function<bool(int)>& work,
                           uint64_t memory) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent) _exit(kFailed);
    for (int signal : {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT}) ::signal(signal, SIG_DFL);
    limitMemory(memory);
    int status = kFailed;
    try {
        if (work(pipe)) status = 0;
    } catch (const std::bad_alloc&) {
        status = kOutOfMemory;
    } catch (...) {
        status = kFailed;
    }
    _exit(status); // no destructors: what the parent has open is the parent's
}

} // namespace

bool writeAll(int pipe, const std::string& bytes) {
    for (size_t at = 0; at < bytes.size();) {
        const ssize_t count = write(pipe, bytes.data() + at, bytes.size() - at);
        if (count < 0 && errno != EINTR) return false;
        if (count > 0) at += static_cast<size_t>(count);
    }
    return true;
}

Child startChild(const std::function<bool(int)>& work, uint64_t memory) {
    int ends[2];
    if (pipe(ends) != 0)
        throw UsageError(std::string("cannot make a pipe to a worker: ") + std::strerror(errno));
    const pid_t parent = getpid(), process = fork();
    if (process < 0) {
        close(ends[0]), close(ends[1]);
        throw UsageError(std::string("cannot start a worker process: ") + std::strerror(errno));
    }
    if (process == 0) {
        close(ends[0]);
        runChild(ends[1], parent, work, memory);
    }
    close(ends[1]);
    return {process, ends[0]};
}

static std::string failureOf(int status) {
    if (WIFSIGNALED(status)) {
        const int signal = WTERMSIG(status);
        return "crashed (signal " + std::to_string(signal) + ", " + strsignal(signal) + ")";
    }
    if (WEXITSTATUS(status) == kOutOfMemory) return "ran out of memory";
    return "ended without an answer (status " + std::to_string(WEXITSTATUS(status)) + ")";
}

static double inSeconds(const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

std::string endOf(const Child& child, ChildUsage* usage) {
    int status = 0;
    rusage used{};
    while (wait4(child.process, &status, 0, &used) < 0 && errno == EINTR) {
    }
    close(child.pipe);
    if (usage)
        *usage = {static_cast<uint64_t>(used.ru_maxrss) * 1024,
                  inSeconds(used.ru_utime) + inSeconds(used.ru_stime)};
    return WIFEXITED(status) && WEXITSTATUS(status) == 0 ? "" : failureOf(status);
}

JobPool::JobPool(unsigned jobs, JobLimits limits)
    : jobs_(jobs ? jobs : llvm::hardware_concurrency().compute_thread_count()), limits_(limits) {}

JobPool::~JobPool() {
    for (const Running& running : running_) {
        kill(running.process, SIGKILL);
        waitpid(running.process, nullptr, 0);
        close(running.pipe);
    }
}

void JobPool::start(size_t job, const std::function<std::string()>& work) {
    const Child child =
        startChild([&](int pipe) { return writeAll(pipe, work() + kWhole); }, limits_.memory);
    ++started_;
    const auto deadline =
        limits_.time.count() ? Clock::now() + limits_.time : Clock::time_point::max();
    running_.push_back({job, child.process, child.pipe, deadline, {}});
}

/// What has arrived; the end of the job once its pipe is closed.
std::optional<JobEnd> JobPool::readSome(Running& running) {
    char buffer[1 << 16];
    const ssize_t count = read(running.pipe, buffer, sizeof buffer);
    if (count > 0) {
        running.answer.append(buffer, static_cast<size_t>(count));
        return std::nullopt;
    }
    if (count < 0 && errno == EINTR) return std::nullopt;
    return end(running, false);
}

JobEnd JobPool::end(Running& running, bool isLate) {
    if (isLate) kill(running.process, SIGKILL);
    ChildUsage usage;
    JobEnd end{.job = running.job};
    end.failure = endOf({running.process, running.pipe}, &usage);
    end.peakMemory = usage.peakMemory;
    end.seconds = usage.seconds;
    end.isDone = !isLate && end.failure.empty() && running.answer.ends_with(kWhole);
    if (end.isDone) {
        running.answer.pop_back();
        end.answer = std::move(running.answer);
    } else if (isLate) {
        end.failure = "took longer than " + std::to_string(limits_.time.count()) + " ms";
    } else if (end.failure.empty()) {
        end.failure = "ended without a whole answer";
    }
    running_.erase(running_.begin() + (&running - running_.data()));
    return end;
}

JobEnd JobPool::wait() {
    for (;;) {
        std::vector<pollfd> pipes;
        Clock::time_point next = Clock::time_point::max();
        for (const Running& running : running_) {
            pipes.push_back({running.pipe, POLLIN, 0});
            next = std::min(next, running.deadline);
        }
        int milliseconds = -1;
        if (next != Clock::time_point::max())
            milliseconds = std::max<int>(
                0, static_cast<int>(
                       std::chrono::ceil<std::chrono::milliseconds>(next - Clock::now()).count()));
        if (poll(pipes.data(), pipes.size(), milliseconds) < 0 && errno != EINTR) continue;
        for (size_t i = 0; i < running_.size(); ++i) {
            if (pipes[i].revents)
                if (std::optional<JobEnd> ended = readSome(running_[i])) return std::move(*ended);
            if (Clock::now() >= running_[i].deadline) return end(running_[i], true);
        }
    }
}

std::vector<JobEnd> runIsolated(size_t count, unsigned jobs, JobLimits limits,
                                const std::function<std::string(size_t)>& work) {
    std::vector<JobEnd> ends(count);
    JobPool pool(jobs, limits);
    const auto take = [&] {
        JobEnd end = pool.wait();
        ends[end.job] = std::move(end);
    };
    for (size_t i = 0; i < count; ++i) {
        if (pool.isFull()) take();
        pool.start(i, [&work, i] { return work(i); });
    }
    while (!pool.isIdle()) take();
    return ends;
}

} // namespace looplint
