#include "loop/wait_list.h"

#include <algorithm>

#include "affinity_choice.h"
#include "loop/errors.h"
#include "loop/running.h"

namespace loop {

bool WaitList::wake_first() {
    const auto next =
        std::ranges::find_if(waiters_, [](Entry& one) { return !one.future().done(); });
    if (next == waiters_.end()) return false;
    next->future().set_result();
    return true;
}

/// They run in a later turn, and leave the list then.
void WaitList::wake_all() {
    for (Entry& waiter : waiters_)
        if (!waiter.future().done()) waiter.future().set_result();
}

bool WaitList::has_live() const noexcept {
    return std::ranges::any_of(waiters_,
                               [](const Entry& waiter) { return !waiter.future().cancelled(); });
}

void WaitList::orphan(const std::string& repr) noexcept {
    orphaned_ = true;
    for (Entry& waiter : waiters_) {
        try {
            if (waiter.future().done()) continue;
            waiter.future().set_exception(
                RuntimeError(repr + " was destroyed while it was waited for"));
        } catch (...) { // their loop is closed: nobody waits any more
        }
    }
}

WaitList::Entry::Entry(Ref<WaitList> list, Future<void> future)
    : list_(std::move(list)), future_(std::move(future)) {
    // One of another loop will not be waited for: the await throws, and leaves no trace here.
    if (future_.core()->loop_id() == running.id || !affinity_always_raises())
        list_->waiters_.push_back(*this);
}

WaitList::Entry::~Entry() {
    if (is_linked()) list_->waiters_.erase(list_->waiters_.iterator_to(*this));
}

} // namespace loop
