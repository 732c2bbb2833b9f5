// task_registry.h — the tasks that exist; weakly, as in asyncio. Thread-safe.
#pragma once

#include <vector>

#include "loop/task_core.h"

namespace loop {

void register_task(TaskCore& task);
void unregister_task(TaskCore& task) noexcept;
/// Those of the loop that are not done, oldest first.
std::vector<Ref<TaskCore>> tasks_of(const EventLoop& loop);
/// Ends the coroutines that are still suspended.
void abandon_tasks(const EventLoop& loop) noexcept;

} // namespace loop
