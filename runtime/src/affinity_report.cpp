#include "affinity_report.h"

#include <atomic>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <mutex>
#include <string_view>
#include <vector>

#include <fcntl.h>
#include <nlohmann/json.hpp>
#include <unistd.h>

#include "affinity_sarif.h"
#include "loop/coroutine.h"
#include "loop/log.h"
#include "loop/running.h"

namespace loop {
namespace {

using Json = nlohmann::ordered_json;

Json place(const SourceLocation& where) {
    return {{"file", where.file_name()},
            {"line", where.line()},
            {"column", where.column()},
            {"function", function_name(where)}};
}

Json report_of(const AffinityError& error) {
    const AffinitySides& sides = error.sides();
    return {{"version", 1},
            {"kind", "different-loop"},
            {"message", error.message()},
            {"object",
             {{"type", sides.object_type},
              {"created", place(sides.created)},
              {"loop", loop_name(sides.bound_to)}}},
            {"use", place(sides.used)},
            {"running", loop_name(sides.used_on)},
            {"thread", thread_name()}};
}

/// 0 or an errno.
int write_all(int fd, const std::string& text) {
    if (fd < 0) return errno;
    ssize_t written = ::write(fd, text.data(), text.size());
    int error = written == static_cast<ssize_t>(text.size()) ? 0 : written < 0 ? errno : ENOSPC;
    ::close(fd);
    return error;
}

/// One write, so that lines of several processes do not mix.
int append(const std::string& path, const std::string& line) {
    return write_all(::open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644), line);
}

/// Replaces it at once: who reads it finds a whole file.
int replace(const std::string& path, const std::string& text) {
    const std::string fresh = path + "." + std::to_string(::getpid());
    const int fd = ::open(fresh.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    if (int error = write_all(fd, text)) return error;
    return ::rename(fresh.c_str(), path.c_str()) == 0 ? 0 : errno;
}

/// All that were reported so far, each pair of places once.
int add_to_sarif(const std::string& path, const AffinityError& error) {
    static std::mutex mutex;
    static auto* seen = new std::vector<AffinityError>; // errors come up to the very end
    std::lock_guard lock(mutex);
    for (const AffinityError& earlier : *seen)
        if (same_affinity(earlier, error)) return 0;
    seen->push_back(error);
    return replace(path, sarif_of(*seen));
}

void complain_once(const char* path, int error) {
    static std::atomic<bool> said = false;
    if (!said.exchange(true))
        log::bare(log::Level::error,
                  std::string("LOOP_REPORT: cannot write '") + path + "': " + std::strerror(error));
}

} // namespace

void report_affinity_error(const AffinityError& error) noexcept {
    const char* path = std::getenv("LOOP_REPORT");
    if (!path || !*path) return;
    try {
        int failure = 0;
        if (std::string_view(path).ends_with(".sarif"))
            failure = add_to_sarif(path, error);
        else
            failure = append(
                path, report_of(error).dump(-1, ' ', false, Json::error_handler_t::replace) + "\n");
        if (failure) complain_once(path, failure);
    } catch (...) { // out of memory: nothing can be said
    }
}

} // namespace loop
