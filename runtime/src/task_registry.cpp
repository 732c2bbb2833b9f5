#include "task_registry.h"

#include <array>
#include <mutex>

#include <boost/intrusive/list.hpp>

#include "loop/event_loop.h"

namespace loop {
namespace {

struct Tasks {
    std::mutex mutex;
    boost::intrusive::list<TaskCore> list;
};
/// The tasks of a loop, and of few others: loops of other threads do not wait for each other here.
Tasks& tasks(LoopId loop) {
    static auto* all = new std::array<Tasks, 16>;
    return (*all)[loop % all->size()];
}

} // namespace

void register_task(TaskCore& task) {
    Tasks& mine = tasks(task.loop_id());
    std::lock_guard lock(mine.mutex);
    mine.list.push_back(task);
}

void unregister_task(TaskCore& task) noexcept {
    Tasks& mine = tasks(task.loop_id());
    std::lock_guard lock(mine.mutex);
    if (task.is_linked()) mine.list.erase(mine.list.iterator_to(task));
}

std::vector<Ref<TaskCore>> tasks_of(const EventLoop& loop) {
    Tasks& all = tasks(loop.id());
    std::lock_guard lock(all.mutex);
    std::vector<Ref<TaskCore>> found;
    for (TaskCore& task : all.list)
        if (task.loop_id() == loop.id() && !task.done() && task.try_share())
            found.push_back(Ref<TaskCore>(&task, false));
    return found;
}

void abandon_tasks(const EventLoop& loop) noexcept {
    for (auto& task : tasks_of(loop)) task->abandon();
}

} // namespace loop
