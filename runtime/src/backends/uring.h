// uring.h — Linux's io_uring, by liburing: what a loop waits for in one system call per turn.
//
// Sockets are polled by the ring and read by recv(): a read that the kernel did by itself could
// still write into its buffer after cancel().
#pragma once

#include <liburing.h>
#include <unordered_set>

#include "open_descriptors.h"

namespace loop {

/// One poll on the ring, again and again. It lives until the ring has let go of it.
class RingPoll : public Counted {
  public:
    virtual void ready(int result) = 0; ///< poll's events, or -errno

  private:
    friend class Ring;
    bool in_flight_ = false;
};

/// The ring itself. The loop's thread only.
class Ring {
  public:
    /// OSError if the kernel has none, or does not let us.
    Ring();
    Ring(const Ring&) = delete;
    Ring& operator=(const Ring&) = delete;
    ~Ring();

    /// Polls once; no-op if it is polled already.
    void poll(RingPoll& poll, int fd, unsigned events);
    /// Its ready() comes once more, with -ECANCELED, if it is polled.
    void cancel(RingPoll& poll);
    void wait_until(std::optional<Duration> deadline, Duration now);

  private:
    io_uring_sqe& entry();
    void run_completions();

    io_uring ring_{};
    std::unordered_set<RingPoll*> in_flight_; ///< each is a share
};

class UringDescriptor final : public ListedDescriptor {
  public:
    UringDescriptor(Ring& ring, OpenDescriptors& open, int fd);
    ~UringDescriptor() override { close(); }

    void async_read(std::span<char> buffer, IoOperation& operation) override;
    void async_wait(Direction direction, IoOperation& operation) override;
    void cancel(Direction direction) noexcept override;
    void close() noexcept override;

  private:
    /// One direction's poll. It may outlive the descriptor.
    class Side final : public RingPoll {
      public:
        explicit Side(UringDescriptor& descriptor) : descriptor_(&descriptor) {}
        void ready(int result) override;
        void let_go() noexcept { descriptor_ = nullptr; }

        IoOperation* operation = nullptr;

      private:
        UringDescriptor* descriptor_;
    };
    Side& side(Direction direction) noexcept { return *sides_[static_cast<int>(direction)]; }
    void start(Direction direction);
    void ready(Direction direction, int result);
    void read();

    Ring& ring_;
    Ref<Side> sides_[2];
    std::span<char> buffer_; ///< empty: only wait for readiness
};

} // namespace loop
