// fwd.h — names that most headers need without their definitions, and units.
#pragma once

#include <chrono>
#include <cstdint>
#include <source_location>

namespace loop {

class EventLoop;
class Backend;
class FutureCore;
class TaskCore;
template <class T>
class Coroutine;
template <class T>
class Future;
template <class T>
class Task;

/// All durations and clock readings; a loop's clock counts from an arbitrary start.
using Duration = std::chrono::nanoseconds;

/// Names one event loop for the life of the process: 1, 2, ... in order of creation.
/// 0 is "no loop". Never reused, never an address, never a thread id.
using LoopId = std::uint32_t;

using SourceLocation = std::source_location;

} // namespace loop
