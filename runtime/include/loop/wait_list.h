// wait_list.h — the futures of those who wait on one lock-like object, first come first woken.
//
// Shared between the object and its waiting coroutines, so that a coroutine may outlive
// the object: destroying the object wakes its waiters with a RuntimeError.
#pragma once

#include <string>

#include <boost/intrusive/list.hpp>

#include "loop/future.h"

namespace loop {

class WaitList : public Counted {
  public:
    /// Wakes the first that is not woken yet; false if there is none.
    bool wake_first();
    void wake_all();
    /// Some waiter was neither woken nor cancelled.
    bool has_live() const noexcept;
    std::size_t size() const noexcept { return waiters_.size(); }
    /// The object is being destroyed; repr names it in the waiters' error.
    void orphan(const std::string& repr) noexcept;
    bool orphaned() const noexcept { return orphaned_; }

    /// One waiter, in the list as long as this lives: in the frame of its coroutine.
    class Entry : public boost::intrusive::list_base_hook<> {
      public:
        Entry(Ref<WaitList> list, Future<void> future);
        Entry(const Entry&) = delete;
        Entry& operator=(const Entry&) = delete;
        ~Entry();
        const Future<void>& future() const noexcept { return future_; }

      private:
        Ref<WaitList> list_;
        Future<void> future_;
    };

  private:
    boost::intrusive::list<Entry> waiters_;
    bool orphaned_ = false;
};

/// The list of an object; made at its first wait, so that building the object allocates nothing.
class LazyWaitList {
  public:
    Ref<WaitList> get() {
        if (!list_) list_ = make_ref<WaitList>();
        return list_;
    }
    bool wake_first() { return list_ && list_->wake_first(); }
    void wake_all() {
        if (list_) list_->wake_all();
    }
    bool has_live() const noexcept { return list_ && list_->has_live(); }
    std::size_t size() const noexcept { return list_ ? list_->size() : 0; }
    bool has_waiters() const noexcept { return size() > 0; }
    void orphan(const std::string& repr) noexcept {
        if (list_) list_->orphan(repr);
    }

  private:
    Ref<WaitList> list_;
};

} // namespace loop
