#include "uv_descriptor.h"

#include <cerrno>
#include <utility>

#include <sys/socket.h>
#include <unistd.h>

#include "loop/errors.h"

namespace loop {

UvDescriptor::UvDescriptor(uv_loop_t& loop, OpenDescriptors& open, int fd)
    : ListedDescriptor(fd), poll_(new uv_poll_t) {
    if (int error = uv_poll_init(&loop, poll_, fd)) {
        delete poll_;
        throw OSError(-error);
    }
    poll_->data = this;
    open.add(*this);
}

void UvDescriptor::async_read(std::span<char> buffer, IoOperation& operation) {
    reader_ = &operation;
    buffer_ = buffer;
    arm(armed_ | UV_READABLE);
}

void UvDescriptor::async_wait(Direction direction, IoOperation& operation) {
    if (direction == Direction::read) return async_read({}, operation);
    writer_ = &operation;
    arm(armed_ | UV_WRITABLE);
}

void UvDescriptor::arm(int events) noexcept {
    if (events == armed_) return;
    armed_ = events;
    if (events)
        uv_poll_start(poll_, events, &on_poll);
    else
        uv_poll_stop(poll_);
}

int UvDescriptor::wanted() const noexcept {
    return (reader_ ? UV_READABLE : 0) | (writer_ ? UV_WRITABLE : 0);
}

void UvDescriptor::on_poll(uv_poll_t* poll, int status, int events) {
    Ref<UvDescriptor> self(static_cast<UvDescriptor*>(poll->data));
    if (status < 0) { // libuv has stopped the handle; the operations will see the error
        self->armed_ = 0;
        events = UV_READABLE | UV_WRITABLE;
    }
    bool unread = (events & UV_READABLE) && !self->reader_;
    if ((events & UV_WRITABLE) && self->writer_) self->finish(Direction::write, 0, 0);
    if ((events & UV_READABLE) && self->reader_) self->readable();
    if (!self->is_open()) return;
    int idle = unread ? 0 : self->armed_ & UV_READABLE;
    self->arm(self->wanted() | idle);
}

void UvDescriptor::readable() {
    if (buffer_.empty()) return finish(Direction::read, 0, 0);
    ssize_t count = ::recv(fd_, buffer_.data(), buffer_.size(), 0);
    if (count >= 0)
        finish(Direction::read, 0, static_cast<std::size_t>(count));
    else if (errno != EAGAIN && errno != EINTR)
        finish(Direction::read, errno, 0);
}

void UvDescriptor::finish(Direction direction, int error, std::size_t count) {
    IoOperation*& slot = direction == Direction::read ? reader_ : writer_;
    std::exchange(slot, nullptr)->complete(error, count);
}

void UvDescriptor::cancel(Direction direction) noexcept {
    (direction == Direction::read ? reader_ : writer_) = nullptr;
}

void UvDescriptor::close() noexcept {
    reader_ = writer_ = nullptr;
    if (is_linked()) unlink();
    if (!is_open()) return;
    uv_poll_stop(poll_);
    uv_close(reinterpret_cast<uv_handle_t*>(poll_),
             [](uv_handle_t* handle) { delete reinterpret_cast<uv_poll_t*>(handle); });
    ::close(std::exchange(fd_, -1));
}

} // namespace loop
