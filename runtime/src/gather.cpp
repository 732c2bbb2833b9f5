#include "loop/gather.h"

#include "loop/running.h"

namespace loop {

EventLoop& gather_loop(LoopId first) {
    if (first == 0) return get_event_loop();
    if (EventLoop* home = find_loop(first)) return *home;
    throw RuntimeError("Event loop is closed");
}

void GatherWatch::call(FutureCore& child) {
    --left_;
    if (!outer_ || outer_->done()) {
        if (!child.cancelled()) child.exception(); // nobody else will ask for it
        return;
    }
    Ref<FutureCore> outer(outer_);
    if (child.cancelled())
        outer->set_exception(std::make_exception_ptr(CancelledError()));
    else if (auto error = child.exception())
        outer->set_exception(error);
    else if (left_ == 0)
        outer->collect();
}

} // namespace loop
