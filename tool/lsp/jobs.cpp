#include "lsp/jobs.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <thread>

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

namespace looplint::lsp {

Jobs::~Jobs() {
    while (!running_.empty()) cancel(running_.begin()->first);
}

bool Jobs::isFull() const {
    static const size_t cores = std::max(2u, std::thread::hardware_concurrency());
    return static_cast<size_t>(std::ranges::count_if(
               running_, [](const auto& entry) { return !entry.second.isResting; })) >= cores;
}

/// A message with its size in front.
static std::string framed(std::string_view message) {
    const uint64_t size = message.size();
    std::string bytes(reinterpret_cast<const char*>(&size), sizeof size);
    return bytes += message;
}

static bool readAll(int pipe, char* to, size_t size) {
    while (size > 0) {
        const ssize_t count = ::read(pipe, to, size);
        if (count == 0 || (count < 0 && errno != EINTR)) return false;
        if (count > 0) to += count, size -= static_cast<size_t>(count);
    }
    return true;
}

static std::optional<std::string> receiveFrom(int pipe) {
    uint64_t size = 0;
    if (!readAll(pipe, reinterpret_cast<char*>(&size), sizeof size)) return std::nullopt;
    std::string message(size, 0);
    if (!readAll(pipe, message.data(), size)) return std::nullopt;
    return message;
}

JobId Jobs::start(Job job) {
    const JobId id = ++last_;
    int ends[2] = {-1, -1};
    if (job.serve && pipe2(ends, O_CLOEXEC) != 0)
        throw std::runtime_error(std::string("cannot make a pipe: ") + std::strerror(errno));
    const Child child = startChild([&](int pipe) {
        if (job.nice) setpriority(PRIO_PROCESS, 0, job.nice);
        bool isRead = true;
        const Emit emit = [&](std::string_view message) {
            isRead = isRead && writeAll(pipe, framed(message));
        };
        if (!job.serve) return job.work(emit), isRead;
        ::close(ends[1]);
        return job.serve([&] { return receiveFrom(ends[0]); }, emit), isRead;
    });
    if (job.serve) {
        ::close(ends[0]);
        fcntl(ends[1], F_SETFL, O_NONBLOCK);
    }
    const auto deadline = job.limit.count() ? Clock::now() + job.limit : Clock::time_point::max();
    running_.emplace(id, Running{std::move(job), child, ends[1], deadline});
    return id;
}

void Jobs::close(Running& running) {
    if (running.input >= 0) ::close(running.input);
}

/// What the pipe takes now. A child that is gone ends where it is read from.
void Jobs::writeTo(Running& running) {
    while (!running.unsent.empty()) {
        const ssize_t count = ::write(running.input, running.unsent.data(), running.unsent.size());
        if (count > 0)
            running.unsent.erase(0, static_cast<size_t>(count));
        else if (errno != EINTR)
            return errno == EAGAIN ? void() : running.unsent.clear();
    }
}

void Jobs::send(JobId id, std::string_view message) {
    const auto job = running_.find(id);
    if (job == running_.end()) return;
    Running& running = job->second;
    running.unsent += framed(message);
    running.isResting = false;
    if (running.job.limit.count()) running.deadline = Clock::now() + running.job.limit;
    writeTo(running);
}

void Jobs::rest(JobId id) {
    const auto job = running_.find(id);
    if (job == running_.end()) return;
    job->second.isResting = true;
    job->second.deadline = Clock::time_point::max();
}

void Jobs::cancel(JobId id) {
    const auto job = running_.find(id);
    if (job == running_.end()) return;
    kill(job->second.child.process, SIGKILL);
    endOf(job->second.child);
    close(job->second);
    running_.erase(job);
}

void Jobs::addPipes(std::vector<pollfd>& pipes) const {
    for (const auto& [id, running] : running_) {
        pipes.push_back({running.child.pipe, POLLIN, 0});
        if (!running.unsent.empty()) pipes.push_back({running.input, POLLOUT, 0});
    }
}

void Jobs::end(JobId id, const char* why) {
    auto node = running_.extract(id);
    if (node.empty()) return;
    Running& running = node.mapped();
    if (*why) kill(running.child.process, SIGKILL);
    std::string failure = endOf(running.child);
    close(running);
    if (*why) failure = why;
    if (failure.empty() && !running.bytes.empty()) failure = "ended within a message";
    running.job.onEnd(failure);
}

void Jobs::readFrom(JobId id) {
    char buffer[1 << 16];
    const ssize_t count = ::read(running_.at(id).child.pipe, buffer, sizeof buffer);
    if (count < 0 && (errno == EINTR || errno == EAGAIN)) return;
    if (count <= 0) return end(id, "");
    std::string& bytes = running_.at(id).bytes;
    bytes.append(buffer, static_cast<size_t>(count));
    size_t at = 0;
    for (uint64_t size; bytes.size() - at >= sizeof size;) {
        std::memcpy(&size, bytes.data() + at, sizeof size);
        if (bytes.size() - at - sizeof size < size) break;
        const std::string message = bytes.substr(at + sizeof size, size);
        at += sizeof size + size;
        running_.at(id).job.onMessage(message);
        if (!running_.contains(id)) return; // cancelled by what it said
    }
    bytes.erase(0, at);
}

void Jobs::read(const std::vector<pollfd>& pipes) {
    std::vector<JobId> ids;
    for (auto& [id, running] : running_)
        for (const pollfd& pipe : pipes) {
            if (pipe.fd == running.child.pipe && pipe.revents) ids.push_back(id);
            if (pipe.fd == running.input && pipe.revents) writeTo(running);
        }
    for (const JobId id : ids)
        if (running_.contains(id)) readFrom(id);
    const auto now = Clock::now();
    ids.clear();
    for (const auto& [id, running] : running_)
        if (now >= running.deadline) ids.push_back(id);
    for (const JobId id : ids) end(id, "took too long");
}

} // namespace looplint::lsp
