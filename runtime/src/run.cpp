#include "loop/run.h"

#include "loop/errors.h"
#include "loop/gather.h"
#include "loop/log.h"
#include "loop/run_until_complete.h"

namespace loop {
namespace {

Coroutine<void> until_all_ended(std::vector<AnyTask> tasks) {
    for (auto& task : tasks) {
        Future<void> ended(get_running_loop());
        auto id = Future<void>(Ref<FutureCore>(task.core())).add_done_callback([ended](auto&&) {
            ended.set_result();
        });
        co_await ended;
    }
}

/// As asyncio.run: cancels all, waits for their ends, reports what they threw.
void cancel_all_tasks(EventLoop& loop) {
    std::vector<AnyTask> tasks = all_tasks(loop);
    if (tasks.empty()) return;
    for (auto& task : tasks) {
        if (loop.get_debug())
            log::bare(log::Level::warning, "Task was still running at the end: " + task.repr());
        task.cancel();
    }
    loop.run_until_complete(until_all_ended(tasks));
    for (auto& task : tasks)
        if (!task.cancelled() && task.exception())
            loop.call_exception_handler({"unhandled exception during asyncio.run() shutdown",
                                         "task: " + task.repr(), task.exception()});
}

} // namespace

Runner::Runner(std::string_view kind) {
    if (running.loop)
        throw RuntimeError("asyncio.run() cannot be called from a running event loop");
    loop_ = new_event_loop(kind);
    set_event_loop(loop_.get());
}

Runner::~Runner() {
    try {
        cancel_all_tasks(*loop_);
    } catch (const std::exception& error) { // a task stopped the loop
        log::bare(log::Level::error, std::string("loop::run: ") + error.what());
    }
    set_event_loop(nullptr);
    loop_->close();
}

} // namespace loop
