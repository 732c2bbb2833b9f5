#include "loop/sleep.h"

#include "loop/at.h"
#include "loop/future.h"
#include "loop/timer_scope.h"

namespace loop {
Coroutine<void> sleep(Duration delay, SourceLocation use) {
    EventLoop& loop = get_running_loop();
    Future<void> over(loop, use);
    auto finish = [over] {
        if (!over.done()) over.set_result();
    };
    if (delay <= Duration::zero()) {
        loop.call_soon(finish, use);
        co_await At(over, use);
        co_return;
    }
    TimerScope timer(loop.call_later(delay, finish, use));
    co_await At(over, use);
}

} // namespace loop
