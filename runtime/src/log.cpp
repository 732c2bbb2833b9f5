#include "loop/log.h"

#include <array>
#include <atomic>
#include <cstdio>
#include <mutex>
#include <string>

#include "loop/errors.h"

namespace loop::log {
namespace {

constexpr std::array<std::string_view, 5> kNames = {"debug", "info", "warning", "error", "off"};
constexpr std::array<std::string_view, 5> kPrefixes = {
    "DEBUG:    ", "INFO:     ", "WARNING:  ", "ERROR:    ", ""};

std::atomic<Level> lowest = Level::info;
std::atomic<bool> access_on = true;

struct SinkSlot {
    std::mutex mutex;
    Sink sink;
};
/// Never destroyed: destructors of other statics may log.
SinkSlot& sink_slot() {
    static auto* slot = new SinkSlot;
    return *slot;
}

void put(std::FILE* file, Level level, std::string_view prefix, std::string_view message) {
    std::string line(prefix);
    line += message;
    SinkSlot& slot = sink_slot();
    std::lock_guard lock(slot.mutex);
    if (slot.sink) return slot.sink(level, line);
    line += '\n';
    std::fwrite(line.data(), 1, line.size(), file);
    std::fflush(file);
}

} // namespace

void set_level(Level level) noexcept { lowest.store(level, std::memory_order_relaxed); }
Level level() noexcept { return lowest.load(std::memory_order_relaxed); }

Level level_from_name(std::string_view name) {
    for (std::size_t i = 0; i < kNames.size(); ++i)
        if (kNames[i] == name) return static_cast<Level>(i);
    throw ValueError("unknown log level '" + std::string(name) +
                     "': expected debug, info, warning, error or off");
}

void write(Level level, std::string_view message) {
    if (enabled(level)) put(stderr, level, kPrefixes[static_cast<std::size_t>(level)], message);
}

void access(std::string_view message) {
    if (access_enabled()) put(stdout, Level::info, kPrefixes[1], message);
}
void set_access(bool on) noexcept { access_on.store(on, std::memory_order_relaxed); }
bool access_enabled() noexcept {
    return access_on.load(std::memory_order_relaxed) && enabled(Level::info);
}

void bare(Level level, std::string_view message) {
    if (level >= Level::warning && enabled(level)) put(stderr, level, "", message);
}

void set_sink(Sink sink) {
    SinkSlot& slot = sink_slot();
    std::lock_guard lock(slot.mutex);
    slot.sink = std::move(sink);
}

} // namespace loop::log
