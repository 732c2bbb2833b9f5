#include "loop/task_core.h"

#include <atomic>

#include "callback_errors.h"
#include "loop/event_loop.h"
#include "task_registry.h"

namespace loop {
namespace {

std::atomic<std::uint64_t> last_number = 0;

/// The loop's current task, for the time of one step.
class StepScope {
  public:
    StepScope(EventLoop& loop, TaskCore* task) : loop_(loop), outer_(loop.current_task()) {
        loop_.set_current_task(task);
    }
    ~StepScope() { loop_.set_current_task(outer_); }

  private:
    EventLoop& loop_;
    TaskCore* outer_;
};

/// Throwing is dear, and a CancelledError what nearly all are: its type is asked for first.
bool is_cancellation(const std::exception_ptr& error) {
    if (*error.__cxa_exception_type() == typeid(CancelledError)) return true;
    try {
        std::rethrow_exception(error);
    } catch (const CancelledError&) {
        return true;
    } catch (...) {
        return false;
    }
}

} // namespace

TaskCore::TaskCore(EventLoop& loop, std::coroutine_handle<> root, PromiseBase& promise,
                   std::string name, SourceLocation created)
    : FutureCore(loop.id(), Origin{"loop::Task", created}, created),
      root_(root),
      leaf_(root),
      promise_(&promise),
      function_(promise.defined_at),
      number_(++last_number),
      name_(std::move(name)) {
    promise.task = this;
    register_task(*this);
}

TaskCore::~TaskCore() { unregister_task(*this); }

void TaskCore::start() {
    loop().schedule({&step_entry, Ref<Counted>(this), nullptr});
    scheduled_ = true;
}

std::string TaskCore::name() const {
    return name_.empty() ? "Task-" + std::to_string(number_) : name_;
}

bool TaskCore::cancel() {
    if (done()) return false;
    if (suspension_ && suspension_->cancel()) return true;
    must_cancel_ = true;
    return true;
}

void TaskCore::suspend(std::coroutine_handle<> leaf, Suspension& suspension) {
    leaf_ = leaf;
    suspension_ = &suspension;
    if (must_cancel_ && suspension.cancel()) must_cancel_ = false;
}

void TaskCore::throw_soon(std::coroutine_handle<> leaf, std::exception_ptr error) {
    leaf_ = leaf;
    thrown_ = std::move(error);
    resume_soon();
}

void TaskCore::resume_soon() {
    suspension_ = nullptr;
    loop().schedule({&step_entry, Ref<Counted>(this), nullptr});
}

void TaskCore::wake(Ref<TaskCore> task) {
    EventLoop& home = task->loop();
    if (&home == running.loop || !home.is_running())
        home.schedule({&step_entry, std::move(task), nullptr});
    else
        home.call_soon_threadsafe([task = std::move(task)] { task->step(); });
}

void TaskCore::step_entry(Counted& task, Counted*) { static_cast<TaskCore&>(task).step(); }

void TaskCore::step() noexcept {
    if (!root_ || done()) return; // abandoned meanwhile
    StepScope scope(loop(), this);
    suspension_ = nullptr;
    if (std::exchange(must_cancel_, false) && !thrown_)
        thrown_ = std::make_exception_ptr(CancelledError());
    if (!started_ && thrown_) return end_with(std::exchange(thrown_, nullptr));
    started_ = true;
    leaf_.resume();
    if (root_.done()) finish_from_frame();
}

void TaskCore::finish_from_frame() {
    if (promise_->error) return end_with(std::exchange(promise_->error, nullptr));
    try {
        store_result();
    } catch (...) {
        return end_with(std::current_exception());
    }
    destroy_frame();
    finish(std::exchange(must_cancel_, false) ? State::cancelled : State::finished);
}

void TaskCore::end_with(const std::exception_ptr& error) {
    destroy_frame();
    if (is_cancellation(error))
        finish(State::cancelled);
    else
        store_exception(error);
}

void TaskCore::destroy_frame() noexcept {
    promise_ = nullptr;
    if (auto frame = std::exchange(root_, {})) frame.destroy();
}

void TaskCore::abandon() noexcept {
    if (!root_) return;
    if (scheduled_) warn_pending();
    destroy_frame();
    suspension_ = nullptr;
}

void TaskCore::warn_pending() noexcept {
    try {
        ExceptionContext context{"Task was destroyed but it is pending!", "task: " + repr(), {}};
        EventLoop* home = find_loop(loop_id());
        home ? home->call_exception_handler(context) : log_exception(context);
    } catch (...) { // out of memory: nothing can be said
    }
}

std::string TaskCore::coroutine_repr() const {
    std::string name = function_repr(function_);
    if (done() || !promise_) return "<" + name + " done, defined at " + place_repr(function_) + ">";
    return "<" + name + " running at " + place_repr(promise_->suspended_at) + ">";
}

std::string TaskCore::repr() const {
    std::string text = "<Task " + state_repr() + " name='" + name() + "' coro=" + coroutine_repr();
    if (FutureCore* waits = suspension_ ? suspension_->future() : nullptr)
        text += " wait_for=" + waits->repr();
    return text + result_repr() + callbacks_repr() + created_repr() + ">";
}

} // namespace loop
