#include "loop/run_until_complete.h"

namespace loop {

void run_loop_until_done(EventLoop& loop, const AnyFuture& future) {
    Future<void> watched{Ref<FutureCore>(future.core())};
    CallbackId callback =
        watched.add_done_callback([&loop](auto&&) { loop.stop(); }, "_run_until_complete_cb");
    try {
        loop.run_forever();
    } catch (...) {
        future.remove_done_callback(callback);
        throw;
    }
    future.remove_done_callback(callback);
    if (!future.done()) throw RuntimeError("Event loop stopped before Future completed.");
}

} // namespace loop
