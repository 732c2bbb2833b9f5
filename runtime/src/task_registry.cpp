#include "task_registry.h"

#include <mutex>

#include <boost/intrusive/list.hpp>

#include "loop/event_loop.h"

namespace loop {
namespace {

struct Tasks {
    std::mutex mutex;
    boost::intrusive::list<TaskCore> list;
};
Tasks& tasks() {
    static auto* all = new Tasks;
    return *all;
}

} // namespace

void register_task(TaskCore& task) {
    std::lock_guard lock(tasks().mutex);
    tasks().list.push_back(task);
}

void unregister_task(TaskCore& task) noexcept {
    std::lock_guard lock(tasks().mutex);
    if (task.is_linked()) tasks().list.erase(tasks().list.iterator_to(task));
}

std::vector<Ref<TaskCore>> tasks_of(const EventLoop& loop) {
    std::lock_guard lock(tasks().mutex);
    std::vector<Ref<TaskCore>> found;
    for (TaskCore& task : tasks().list)
        if (task.loop_id() == loop.id() && !task.done() && task.try_share())
            found.push_back(Ref<TaskCore>(&task, false));
    return found;
}

void abandon_tasks(const EventLoop& loop) noexcept {
    for (auto& task : tasks_of(loop)) task->abandon();
}

} // namespace loop
