#include "affinity_report.h"

#include <atomic>
#include <cerrno>
#include <cstdlib>
#include <cstring>

#include <fcntl.h>
#include <nlohmann/json.hpp>
#include <unistd.h>

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

/// One write, so that lines of several processes do not mix. 0 or an errno.
int append(const char* path, const std::string& line) {
    int fd = ::open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
    if (fd < 0) return errno;
    ssize_t written = ::write(fd, line.data(), line.size());
    int error = written == static_cast<ssize_t>(line.size()) ? 0 : written < 0 ? errno : ENOSPC;
    ::close(fd);
    return error;
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
        std::string line = report_of(error).dump(-1, ' ', false, Json::error_handler_t::replace);
        if (int failure = append(path, line + "\n")) complain_once(path, failure);
    } catch (...) { // out of memory: nothing can be said
    }
}

} // namespace loop
