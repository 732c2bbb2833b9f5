// running.h — which loop the calling thread runs: the one load of every affinity check.
#pragma once

#include <string>

#include "loop/fwd.h"

namespace loop {

struct Running {
    LoopId id = 0; ///< 0 while the thread runs no loop
    EventLoop* loop = nullptr;
};

/// Written by EventLoop::run_forever only.
extern constinit thread_local Running running;

/// The loop this thread runs now. RuntimeError "no running event loop".
EventLoop& get_running_loop();

/// The running loop, else this thread's default loop. The main thread's default is made on
/// demand (kind "auto"), also during static initialisation, and lives to the end of the
/// process. RuntimeError "There is no current event loop in thread 'Thread-1'." elsewhere,
/// and in the main thread once set_event_loop() was called with nullptr.
EventLoop& get_event_loop();

/// Makes a loop this thread's default; nullptr: none. Not owned: it must outlive its use.
void set_event_loop(EventLoop* loop) noexcept;

/// "MainThread", or "Thread-N" in order of first asking.
std::string thread_name();

/// "uv-2", "default (uv-1)" for the main thread's default loop, also when it is gone.
std::string loop_name(LoopId id);

/// The loop of that id, or nullptr once it is destroyed. Thread-safe.
EventLoop* find_loop(LoopId id) noexcept;

} // namespace loop
