#include "lsp/jobs.h"

#include <cerrno>
#include <cstring>
#include <thread>

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
    return running_.size() >= cores;
}

JobId Jobs::start(Job job) {
    const JobId id = ++last_;
    const Child child = startChild([&](int pipe) {
        if (job.isBackground) setpriority(PRIO_PROCESS, 0, 10);
        bool isRead = true;
        job.work([&](std::string_view message) {
            uint64_t size = message.size();
            std::string bytes(reinterpret_cast<const char*>(&size), sizeof size);
            isRead = isRead && writeAll(pipe, bytes += message);
        });
        return isRead;
    });
    const auto deadline = job.limit.count() ? Clock::now() + job.limit : Clock::time_point::max();
    running_.emplace(id, Running{std::move(job), child, deadline, {}});
    return id;
}

void Jobs::cancel(JobId id) {
    const auto job = running_.find(id);
    if (job == running_.end()) return;
    kill(job->second.child.process, SIGKILL);
    endOf(job->second.child);
    running_.erase(job);
}

void Jobs::addPipes(std::vector<pollfd>& pipes) const {
    for (const auto& [id, running] : running_) pipes.push_back({running.child.pipe, POLLIN, 0});
}

void Jobs::end(JobId id, const char* why) {
    auto node = running_.extract(id);
    if (node.empty()) return;
    Running& running = node.mapped();
    if (*why) kill(running.child.process, SIGKILL);
    std::string failure = endOf(running.child);
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
    for (const auto& [id, running] : running_)
        for (const pollfd& pipe : pipes)
            if (pipe.fd == running.child.pipe && pipe.revents) ids.push_back(id);
    for (const JobId id : ids)
        if (running_.contains(id)) readFrom(id);
    const auto now = Clock::now();
    ids.clear();
    for (const auto& [id, running] : running_)
        if (now >= running.deadline) ids.push_back(id);
    for (const JobId id : ids) end(id, "took too long");
}

} // namespace looplint::lsp
