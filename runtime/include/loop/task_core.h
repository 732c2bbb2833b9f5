// task_core.h — a coroutine in execution: steps, cancellation, name. asyncio's Task.__step.
#pragma once

#include <coroutine>
#include <cstdint>
#include <string>
#include <utility>

#include <boost/intrusive/list_hook.hpp>

#include "loop/future_core.h"

namespace loop {

class TaskCore : public FutureCore,
                 public boost::intrusive::list_base_hook<
                     boost::intrusive::link_mode<boost::intrusive::safe_link>> {
  public:
    /// Takes over the coroutine.
    TaskCore(EventLoop& loop, std::coroutine_handle<> root, PromiseBase& promise, std::string name,
             SourceLocation created);
    ~TaskCore() override;
    /// Schedules the first step in the loop's next turn. RuntimeError "Event loop is closed".
    void start();

    /// Asks the coroutine to end: CancelledError at its suspension point, in a later turn.
    /// It may catch that. False if the task is done.
    bool cancel() override;
    std::string name() const; ///< "Task-7", or the name given
    void set_name(std::string name) { name_ = std::move(name); }
    bool is_task() const noexcept override { return true; }
    std::string repr() const override;

    // For awaiters:
    /// Remembers where to go on, and what is waited for.
    void suspend(std::coroutine_handle<> leaf, Suspension& suspension);
    /// Goes on in the next turn; with this exception at the suspension point.
    void throw_soon(std::coroutine_handle<> leaf, std::exception_ptr error);
    void throw_soon(std::exception_ptr error) { throw_soon(leaf_, std::move(error)); }
    void resume_soon();
    /// It goes on in the next turn: what it waited for is done.
    static void wake(Ref<TaskCore> task);
    /// For a Ready entry: the task goes on now.
    static void step_entry(Counted& task, Counted*);
    /// Throws what was thrown into this task, at the awaiter's await_resume.
    void rethrow_thrown() {
        if (thrown_) std::rethrow_exception(std::exchange(thrown_, nullptr));
    }
    /// Ends the coroutine where it stands, and logs "Task was destroyed but it is pending!",
    /// unless it is done. For a loop or a last handle that is being destroyed.
    void abandon() noexcept;

  protected:
    /// Moves the coroutine's result into the value slot.
    virtual void store_result() = 0;

  private:
    void step() noexcept;
    void finish_from_frame();
    void end_with(const std::exception_ptr& error);
    void destroy_frame() noexcept;
    std::string coroutine_repr() const;
    void warn_pending() noexcept;

    std::coroutine_handle<> root_, leaf_;
    PromiseBase* promise_;
    Suspension* suspension_ = nullptr;
    std::exception_ptr thrown_;
    SourceLocation function_;
    std::uint64_t number_;
    std::string name_;
    bool scheduled_ = false;
    bool started_ = false;
    bool must_cancel_ = false;
    friend class FutureCore;
};

} // namespace loop
