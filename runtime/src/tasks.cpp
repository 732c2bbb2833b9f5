#include "loop/task.h"
#include "task_registry.h"

namespace loop {

AnyTask current_task(const EventLoop& loop) { return AnyTask(loop.current_task()); }
AnyTask current_task() { return current_task(get_running_loop()); }

std::vector<AnyTask> all_tasks(const EventLoop& loop) {
    std::vector<AnyTask> tasks;
    for (auto& task : tasks_of(loop)) tasks.push_back(AnyTask(task.get()));
    return tasks;
}
std::vector<AnyTask> all_tasks() { return all_tasks(get_running_loop()); }

} // namespace loop
