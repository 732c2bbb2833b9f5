// backend.h — the narrow seam between an event loop and what waits for the system.
//
// EventLoop owns order, timers and threads' inboxes; a Backend only waits, wakes, tells
// the time and moves bytes. One contract suite (tests/runtime/backend_contract_test.cpp)
// holds for all of them. Everything runs on the loop's thread except wake().
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "loop/counted.h"
#include "loop/fwd.h"

namespace loop {

/// A pending system operation, owned by the one who started it. A backend calls complete()
/// at most once, from wait_until() only, never from within the call that started it.
class IoOperation {
  public:
    /// error: an errno or 0; count: bytes moved (0 with error 0 at a read: end of stream).
    virtual void complete(int error, std::size_t count) = 0;

  protected:
    ~IoOperation() = default;
};

/// A nonblocking socket registered with a backend. At most one operation per direction.
class Descriptor : public Counted {
  public:
    enum class Direction { read, write };

    explicit Descriptor(int fd) : fd_(fd) {}

    /// Reads what there is, at least one byte, or the end, or an error. The buffer must
    /// live until completion or cancel().
    virtual void async_read(std::span<char> buffer, IoOperation& operation) = 0;
    /// Completes when the descriptor is ready for the direction.
    virtual void async_wait(Direction direction, IoOperation& operation) = 0;
    /// Forgets the pending operation of that direction: complete() will not be called and
    /// its buffer is not touched any more. No-op if there is none.
    virtual void cancel(Direction direction) noexcept = 0;
    /// Closes the descriptor and forgets its operations. Twice is fine.
    virtual void close() noexcept = 0;

    int fd() const noexcept { return fd_; } ///< -1 once closed
    bool is_open() const noexcept { return fd_ >= 0; }

  protected:
    int fd_;
};

class Backend {
  public:
    virtual ~Backend() = default;

    /// Runs completions. Blocks until there was at least one, or wake(), or the deadline on
    /// now()'s clock (nullopt: for ever; in the past: does not block). It may go on with further
    /// completions until end_wait() or the deadline.
    virtual void wait_until(std::optional<Duration> deadline) = 0;
    /// Called from a completion: there is something else to do now. For a backend that goes on.
    virtual void end_wait() noexcept {}
    /// Ends the current or else the next wait. Any thread.
    virtual void wake() = 0;
    /// A monotonic clock.
    virtual Duration now() const = 0;

    /// Takes over the descriptor, which must be a nonblocking socket. RuntimeError if this
    /// backend has no network.
    virtual Ref<Descriptor> adopt(int fd);
    /// Calls fn on the loop's thread at each signal; replaces an earlier fn. RuntimeError if
    /// this backend handles no signals.
    virtual void watch_signal(int signal, std::function<void()> fn);
    /// False if it was not watched.
    virtual bool unwatch_signal(int signal);
};

std::unique_ptr<Backend> make_asio_backend(); ///< Boost.Asio's io_context (epoll)
std::unique_ptr<Backend> make_uv_backend();   ///< libuv's uv_loop_t
/// Linux's io_uring; only where the runtime was built with liburing. OSError if the kernel has
/// none.
std::unique_ptr<Backend> make_uring_backend();
std::unique_ptr<Backend> make_manual_backend(); ///< a clock that jumps to the next timer; no I/O

using BackendFactory = std::function<std::unique_ptr<Backend>()>;

/// Makes new_event_loop(name) work for a new name. ValueError if the name is taken.
void register_loop(std::string name, BackendFactory factory);
/// The names that new_event_loop() takes, sorted, "auto" included.
std::vector<std::string> loop_kinds();

} // namespace loop
