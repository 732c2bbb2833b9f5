// net_operations.h — the awaiters of net.h: one system operation each, inside the frame.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

#include "loop/backend.h"
#include "loop/task_core.h"

namespace loop {

/// A socket of one loop.
class Connection : public Counted {
  public:
    Connection(EventLoop& loop, int fd, SourceLocation created);
    ~Connection() override;

    bool is_open() const noexcept { return descriptor_->is_open(); }
    int fd() const noexcept { return descriptor_->fd(); }
    LoopId loop_id() const noexcept { return loop_id_; }
    SourceLocation created() const noexcept { return created_; }
    Descriptor& descriptor() noexcept { return *descriptor_; }
    std::string repr() const;
    /// Ends the pending operations, then closes.
    void close() noexcept;

  private:
    friend class IoWait;
    class IoWait* waiting_[2] = {nullptr, nullptr}; ///< per direction
    Ref<Descriptor> descriptor_;
    LoopId loop_id_;
    bool maybe_readable_ = true; ///< false after a short read: the next one had better wait
    SourceLocation created_;
    friend class ReadSome;
};

/// What reads and writes share: the check, the suspension, the end.
class IoWait : public Suspension, public IoOperation {
  public:
    using Direction = Descriptor::Direction;
    IoWait(const Ref<Connection>& connection, Direction direction)
        : connection_(connection), direction_(direction) {}
    /// Of an operation that was not awaited yet.
    IoWait(IoWait&& other) noexcept
        : connection_(std::move(other.connection_)),
          direction_(other.direction_),
          use_(other.use_) {}
    IoWait& operator=(const IoWait&) = delete;
    ~IoWait();

    template <class P>
    void await_suspend(std::coroutine_handle<P> leaf) {
        suspend(*leaf.promise().task, leaf);
    }
    bool cancel() override;
    /// The stream was closed under the operation.
    void closed() noexcept;

  protected:
    void check_use(); ///< AffinityError, or RuntimeError if there is a pending one
    void resume();    ///< goes on now
    virtual void start() = 0;
    void finish_wait();
    bool was_closed() const noexcept { return was_closed_; }

    Ref<Connection> connection_;
    Direction direction_;
    SourceLocation use_;
    int error_ = 0;

  private:
    void suspend(TaskCore& task, std::coroutine_handle<> leaf);
    void leave() noexcept;
    Ref<TaskCore> task_;
    bool was_closed_ = false;
};

class [[nodiscard("await it")]] ReadSome final : public IoWait {
  public:
    using value_type = std::size_t;
    ReadSome(const Ref<Connection>& connection, std::span<char> buffer)
        : IoWait(connection, Direction::read), buffer_(buffer) {}
    ReadSome(ReadSome&&) = default;

    ReadSome&& awaiter(SourceLocation use) && noexcept {
        use_ = use;
        return std::move(*this);
    }
    bool await_ready();
    std::size_t await_resume();
    void complete(int error, std::size_t count) override;

  private:
    void start() override;
    void complete_read(int error, std::size_t count) noexcept;
    std::span<char> buffer_;
    std::size_t count_ = 0;
};

class [[nodiscard("await it")]] WriteAll final : public IoWait {
  public:
    using value_type = void;
    using Buffers = std::span<const std::string_view>;
    WriteAll(const Ref<Connection>& connection, std::string_view text)
        : IoWait(connection, Direction::write), single_(text) {}
    WriteAll(const Ref<Connection>& connection, Buffers buffers)
        : IoWait(connection, Direction::write), buffers_(buffers) {}
    WriteAll(WriteAll&&) = default;

    WriteAll&& awaiter(SourceLocation use) && noexcept {
        use_ = use;
        return std::move(*this);
    }
    bool await_ready();
    void await_resume();
    void complete(int error, std::size_t count) override;

  private:
    void start() override;
    /// Sends what goes at once; true if all is out or it failed (error_).
    bool send_some() noexcept;
    void advance(std::size_t sent) noexcept;
    Buffers buffers() const noexcept { return buffers_.empty() ? Buffers(&single_, 1) : buffers_; }
    std::string_view single_; ///< used if buffers_ is empty
    Buffers buffers_;
    std::size_t index_ = 0, offset_ = 0;
};

/// Waits until the socket is readable or writable; for accept and connect.
class [[nodiscard("await it")]] WaitReady final : public IoWait {
  public:
    using value_type = void;
    using IoWait::IoWait;
    WaitReady(WaitReady&&) = default;
    WaitReady&& awaiter(SourceLocation use) && noexcept {
        use_ = use;
        return std::move(*this);
    }
    bool await_ready();
    void await_resume();
    void complete(int error, std::size_t count) override;

  private:
    void start() override;
};

} // namespace loop
