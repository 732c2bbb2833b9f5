// log.h — the logger of loops and servers, in Uvicorn's format.
//
//   INFO:     Started server process [7]       on stderr, level padded to 10 columns
//   INFO:     127.0.0.1:5 - "GET / HTTP/1.1" 200 OK     access lines, on stdout
//
// All functions may be called from any thread; one call is one write of one line
// (a message with newlines stays one write).
#pragma once

#include <functional>
#include <string_view>

namespace loop::log {

enum class Level { debug, info, warning, error, off };

/// Lines below this level are dropped. Default: info.
void set_level(Level level) noexcept;
Level level() noexcept;
inline bool enabled(Level wanted) noexcept { return wanted >= level(); }

/// "debug", "info", "warning", "error" or "off"; ValueError for anything else.
Level level_from_name(std::string_view name);

void write(Level level, std::string_view message);
inline void debug(std::string_view message) { write(Level::debug, message); }
inline void info(std::string_view message) { write(Level::info, message); }
inline void warning(std::string_view message) { write(Level::warning, message); }
inline void error(std::string_view message) { write(Level::error, message); }

/// An access line: INFO on stdout. Format nothing if access_enabled() is false.
void access(std::string_view message);
void set_access(bool on) noexcept;
bool access_enabled() noexcept;

/// A logger without a format of its own, as asyncio's and bareASGI's under Uvicorn:
/// the bare message on stderr, for warnings and errors only.
void bare(Level level, std::string_view message);

/// Sends every line somewhere else (nullptr: back to stderr and stdout). For tests.
using Sink = std::function<void(Level level, std::string_view line)>;
void set_sink(Sink sink);

} // namespace loop::log
