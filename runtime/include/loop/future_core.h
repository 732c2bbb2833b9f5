// future_core.h — what a Future<T> refers to, without its value.
//
// Bound to one loop: everything runs on that loop's thread. Users hold Future<T> handles.
#pragma once

#include <cstddef>
#include <exception>
#include <functional>
#include <string>

#include <boost/container/small_vector.hpp>

#include "loop/coroutine.h"
#include "loop/counted.h"
#include "loop/fwd.h"
#include "loop/suspension.h"

namespace loop {

/// On whose behalf a future was made: what an AffinityError shows as the object.
struct Origin {
    const char* type; ///< "loop::Event", "loop::Future"
    SourceLocation where;
};

/// A function to call in the turn after a future is done.
class DoneCallback : public Counted {
  public:
    DoneCallback(const char* name, SourceLocation where) : name_(name), where_(where) {}
    virtual void call(FutureCore& future) = 0;
    std::string repr() const; ///< "name() at FILE:LINE"

  private:
    const char* name_;
    SourceLocation where_;
};
using CallbackId = Ref<DoneCallback>;

class FutureCore : public Counted {
  public:
    enum class State : std::uint8_t { pending, cancelled, finished };

    FutureCore(LoopId loop, Origin origin, SourceLocation created);
    ~FutureCore() override;

    bool done() const noexcept { return state_ != State::pending; }
    bool cancelled() const noexcept { return state_ == State::cancelled; }
    /// False if it is done already.
    virtual bool cancel();
    /// The exception or null. CancelledError; InvalidStateError "Exception is not set."
    std::exception_ptr exception();
    /// Without counting as asking for it.
    bool has_exception() const noexcept { return error_ != nullptr; }
    /// Throws what result() would throw. InvalidStateError "Result is not set."
    void check_result() {
        if (state_ != State::finished || error_) fail_result();
    }
    /// InvalidStateError "invalid state" if done; RuntimeError for a Task.
    void set_exception(std::exception_ptr error);
    /// For Future<T>::set_result, around storing the value.
    void check_settable() const;
    void finish(State state);

    CallbackId add_done_callback(CallbackId callback);
    /// How many were removed.
    std::size_t remove_done_callback(const CallbackId& callback);
    void add_waiter(TaskCore& task);
    void remove_waiter(TaskCore& task) noexcept;

    LoopId loop_id() const noexcept { return loop_id_; }
    const Origin& origin() const noexcept { return origin_; }
    void set_origin(Origin origin) noexcept { origin_ = origin; }
    /// The loop. RuntimeError "Event loop is closed" if it is gone.
    EventLoop& loop() const;
    void set_repr_name(const char* name) noexcept { repr_name_ = name; }
    /// asyncio's: "<Future pending>", "<Task finished name=... result=1>"
    virtual std::string repr() const;

    virtual bool is_task() const noexcept { return false; }
    virtual void collect() {}                ///< for a gather: all children ended well
    virtual void* value_slot() noexcept = 0; ///< of std::optional<stored T>
    virtual std::string value_repr() const = 0;

  protected:
    std::string state_repr() const;  ///< "pending", "cancelled", "finished"
    std::string result_repr() const; ///< " result=1", " exception=ValueError('x')" or ""
    std::string callbacks_repr() const;
    std::string created_repr() const; ///< " created at FILE:LINE" in debug mode
    void store_exception(std::exception_ptr error);
    /// "Task exception was never retrieved", if so. For the most derived destructor.
    void log_unretrieved() noexcept;

  private:
    struct Waiter {
        Ref<TaskCore> task;  ///< either a task to wake
        CallbackId callback; ///< or a function to call
    };
    void fail_result();
    void schedule_callbacks();
    static void call_entry(Counted& callback, Counted* future);

    boost::container::small_vector<Waiter, 1> waiters_;
    std::exception_ptr error_;
    Origin origin_;
    SourceLocation created_;
    const char* repr_name_ = "Future";
    LoopId loop_id_;
    State state_ = State::pending;
    bool log_exception_ = false;
};

/// The awaiter part of a future that needs no type: registers the task, checks the loop. The handle
/// that is awaited lives until it suspends; from then on this holds a share itself.
class FutureWait : public Suspension {
  public:
    FutureWait(FutureCore& future, SourceLocation use) : future_(&future), use_(use) {}
    FutureWait(FutureWait&& other) noexcept : future_(other.future_), use_(other.use_) {}
    ~FutureWait() {
        if (waiting_) future_->remove_waiter(*waiting_);
    }

    bool await_ready() const noexcept { return future_->done(); }
    template <class P>
    void await_suspend(std::coroutine_handle<P> leaf) {
        suspend(*leaf.promise().task, leaf);
    }
    bool cancel() override { return future_->cancel(); }
    FutureCore* future() const noexcept override { return future_; }

  protected:
    /// Throws what was thrown into the task, then what the future holds.
    void finish_wait() {
        if (share_) end_wait();
        future_->check_result();
    }
    FutureCore* future_;

  private:
    void suspend(TaskCore& task, std::coroutine_handle<> leaf);
    void end_wait();
    Ref<FutureCore> share_;
    SourceLocation use_;
    TaskCore* waiting_ = nullptr;
};

} // namespace loop
