#include "loop/net_operations.h"

#include <algorithm>
#include <cerrno>

#include <sys/socket.h>
#include <sys/uio.h>

#include "loop/errors.h"

namespace loop {
namespace {

/// As many buffers as go into one system call; the first from the offset on.
ssize_t send_in_one(int fd, WriteAll::Buffers buffers, std::size_t offset) noexcept {
    constexpr std::size_t kBatch = 16;
    const std::string_view first = buffers.front().substr(offset);
    if (buffers.size() == 1)
        return first.empty() ? 0 : ::send(fd, first.data(), first.size(), MSG_NOSIGNAL);
    iovec batch[kBatch];
    const std::size_t count = std::min(kBatch, buffers.size());
    std::size_t asked = 0;
    for (std::size_t i = 0; i < count; ++i) {
        const std::string_view part = i == 0 ? first : buffers[i];
        batch[i] = {const_cast<char*>(part.data()), part.size()};
        asked += part.size();
    }
    msghdr message{};
    message.msg_iov = batch;
    message.msg_iovlen = count;
    return asked ? ::sendmsg(fd, &message, MSG_NOSIGNAL) : 0;
}

} // namespace

bool ReadSome::await_ready() {
    check_use();
    if (!connection_->is_open()) return true;
    if (!connection_->maybe_readable_) return false;
    ssize_t count = ::recv(connection_->fd(), buffer_.data(), buffer_.size(), 0);
    if (count < 0 && (errno == EAGAIN || errno == EINTR)) return false;
    complete_read(count < 0 ? errno : 0, count < 0 ? 0 : static_cast<std::size_t>(count));
    return true;
}

/// A short read has emptied the socket: the next one had better wait than try.
void ReadSome::complete_read(int error, std::size_t count) noexcept {
    error_ = error;
    count_ = count;
    connection_->maybe_readable_ = count == buffer_.size() || count == 0;
}

void ReadSome::start() { connection_->descriptor().async_read(buffer_, *this); }

void ReadSome::complete(int error, std::size_t count) {
    complete_read(error, count);
    resume();
}

std::size_t ReadSome::await_resume() {
    finish_wait();
    if (error_) throw OSError(error_);
    return count_;
}

bool WriteAll::await_ready() {
    check_use();
    if (!connection_->is_open()) error_ = EBADF;
    return error_ || send_some();
}

bool WriteAll::send_some() noexcept {
    for (Buffers all = buffers(); index_ < all.size();) {
        const ssize_t sent = send_in_one(connection_->fd(), all.subspan(index_), offset_);
        if (sent < 0 && errno == EINTR) continue;
        if (sent < 0 && errno == EAGAIN) return false;
        if (sent < 0) return error_ = errno, true;
        advance(static_cast<std::size_t>(sent));
    }
    return true;
}

/// Past what was sent, and past empty buffers.
void WriteAll::advance(std::size_t sent) noexcept {
    for (Buffers all = buffers(); index_ < all.size(); ++index_, offset_ = 0) {
        std::size_t left = all[index_].size() - offset_;
        if (sent < left) {
            offset_ += sent;
            return;
        }
        sent -= left;
    }
}

void WriteAll::start() { connection_->descriptor().async_wait(Direction::write, *this); }

void WriteAll::complete(int error, std::size_t) {
    error_ = error;
    if (error_ || send_some())
        resume();
    else
        start();
}

void WriteAll::await_resume() {
    finish_wait();
    if (was_closed()) throw OSError(ECANCELED);
    if (error_) throw OSError(error_);
}

bool WaitReady::await_ready() {
    check_use();
    return !connection_->is_open();
}

void WaitReady::start() { connection_->descriptor().async_wait(direction_, *this); }

void WaitReady::complete(int error, std::size_t) {
    error_ = error;
    resume();
}

void WaitReady::await_resume() {
    finish_wait();
    if (error_) throw OSError(error_);
}

} // namespace loop
