// run.h — asyncio.run: a whole program on a loop of its own.
#pragma once

#include <string_view>

#include "loop/task.h"

namespace loop {

/// Makes a loop current for the thread, and at the end cancels what is left, closes it and
/// leaves the thread without a current loop. For run().
class Runner {
  public:
    /// RuntimeError "asyncio.run() cannot be called from a running event loop".
    explicit Runner(std::string_view kind);
    Runner(const Runner&) = delete;
    Runner& operator=(const Runner&) = delete;
    ~Runner();
    EventLoop& loop() noexcept { return *loop_; }

  private:
    std::unique_ptr<EventLoop> loop_;
};

/// Runs the coroutine on a new loop of that kind; its result or exception.
template <class T>
T run(Coroutine<T> coroutine, std::string_view kind = "auto") {
    Runner runner(kind);
    return runner.loop().run_until_complete(std::move(coroutine));
}

} // namespace loop
