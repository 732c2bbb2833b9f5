// task.h — Task<T>: a coroutine that runs by itself on a loop.
//
//   auto task = loop::create_task(fetch(), "fetcher");
//   task.cancel();
//   co_await task;
//
// A handle: dropping it does not stop the task. A task that is suspended is kept alive by
// what it waits for; if that goes away it is destroyed, and logged.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "loop/coroutine.h"
#include "loop/future.h"
#include "loop/task_core.h"

namespace loop {

template <class T>
class TaskValue final : public WithValue<TaskCore, T> {
  public:
    TaskValue(EventLoop& loop, typename Coroutine<T>::Frame frame, std::string name,
              SourceLocation where)
        : WithValue<TaskCore, T>(loop, frame, frame.promise(), std::move(name), where),
          frame_(frame) {}
    ~TaskValue() override {
        intrusive_ptr_add_ref(this); // the frame's destructors may share this task for a moment
        this->abandon();
    }

  protected:
    void store_result() override {
        if constexpr (std::is_void_v<T>)
            frame_.promise().take(), this->value_.emplace();
        else
            this->value_.emplace(frame_.promise().take());
    }

  private:
    typename Coroutine<T>::Frame frame_;
};

/// A task of any type.
class AnyTask : public AnyFuture {
  public:
    AnyTask() = default; ///< no task
    explicit AnyTask(TaskCore* core) : AnyFuture(Ref<FutureCore>(core)) {}
    std::string name() const { return task().name(); }
    void set_name(std::string name) const { task().set_name(std::move(name)); }

  private:
    TaskCore& task() const { return static_cast<TaskCore&>(*core_); }
};

template <class T>
class LOOP_BOUND Task : public Future<T> {
  public:
    /// Prefer create_task().
    Task(Coroutine<T> coroutine, EventLoop& loop, std::string name, SourceLocation where)
        : Future<T>(Ref<FutureCore>(
              new TaskValue<T>(loop, coroutine.release(), std::move(name), where))) {
        task().start();
    }

    std::string name() const { return task().name(); }
    void set_name(std::string name) const { task().set_name(std::move(name)); }
    operator AnyTask() const { return AnyTask(&task()); }

  private:
    TaskCore& task() const { return static_cast<TaskCore&>(*this->core_); }
};

/// A task of the running loop; it starts in the next turn. RuntimeError "no running event
/// loop"; the coroutine is then destroyed.
template <class T>
Task<T> create_task(Coroutine<T> coroutine, std::string name = {},
                    SourceLocation where = SourceLocation::current()) {
    return Task<T>(std::move(coroutine), get_running_loop(), std::move(name), where);
}

/// The task that runs now, or none. RuntimeError "no running event loop".
AnyTask current_task();
AnyTask current_task(const EventLoop& loop);
/// The tasks of the loop (default: the running one) that are not done, oldest first.
std::vector<AnyTask> all_tasks();
std::vector<AnyTask> all_tasks(const EventLoop& loop);

template <class T>
Task<T> EventLoop::create_task(Coroutine<T> coroutine, std::string name, SourceLocation where) {
    return Task<T>(std::move(coroutine), *this, std::move(name), where);
}

template <class T>
AnyFuture::AnyFuture(Coroutine<T> coroutine, SourceLocation where)
    : AnyFuture(loop::create_task(std::move(coroutine), {}, where)) {}

} // namespace loop
