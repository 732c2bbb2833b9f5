#include "loop/wait_list.h"

#include <algorithm>

#include "affinity_choice.h"
#include "loop/errors.h"
#include "loop/running.h"

namespace loop {

bool WaitList::wake_first() {
    for (auto& waiter : waiters_) {
        if (waiter.done()) continue;
        waiter.set_result();
        return true;
    }
    return false;
}

void WaitList::wake_all() {
    while (wake_first()) {
    }
}

bool WaitList::has_live() const noexcept {
    return std::any_of(waiters_.begin(), waiters_.end(),
                       [](auto& waiter) { return !waiter.cancelled(); });
}

void WaitList::orphan(const std::string& repr) noexcept {
    orphaned_ = true;
    for (auto& waiter : waiters_) {
        try {
            if (waiter.done()) continue;
            waiter.set_exception(RuntimeError(repr + " was destroyed while it was waited for"));
        } catch (...) { // their loop is closed: nobody waits any more
        }
    }
}

WaitList::Entry::Entry(Ref<WaitList> list, Future<void> future)
    : list_(std::move(list)), future_(std::move(future)) {
    // One of another loop will not be waited for: the await throws, and leaves no trace here.
    if (future_.core()->loop_id() == running.id || !affinity_always_raises())
        list_->waiters_.push_back(future_);
}

WaitList::Entry::~Entry() {
    auto& waiters = list_->waiters_;
    const auto found = std::find(waiters.begin(), waiters.end(), future_);
    if (found != waiters.end()) waiters.erase(found);
}

} // namespace loop
