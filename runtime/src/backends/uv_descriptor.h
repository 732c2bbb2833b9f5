// uv_descriptor.h — a socket on a uv_loop_t, as a uv_poll_t.
//
// Once armed for reading it stays armed, so that a connection which is read again and again
// costs no epoll_ctl; it is disarmed when bytes wait that nobody reads.
#pragma once

#include <uv.h>

#include "open_descriptors.h"

namespace loop {

class UvDescriptor final : public ListedDescriptor {
  public:
    UvDescriptor(uv_loop_t& loop, OpenDescriptors& open, int fd);
    ~UvDescriptor() override { close(); }

    void async_read(std::span<char> buffer, IoOperation& operation) override;
    void async_wait(Direction direction, IoOperation& operation) override;
    void cancel(Direction direction) noexcept override;
    void close() noexcept override;

  private:
    static void on_poll(uv_poll_t* poll, int status, int events);
    void readable();
    void finish(Direction direction, int error, std::size_t count);
    void arm(int events) noexcept;
    int wanted() const noexcept;

    uv_poll_t* poll_; ///< freed by its close callback
    IoOperation* reader_ = nullptr;
    IoOperation* writer_ = nullptr;
    std::span<char> buffer_; ///< empty: only wait for readiness
    int armed_ = 0;
};

} // namespace loop
