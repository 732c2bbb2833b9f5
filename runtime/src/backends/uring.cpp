#if LOOP_HAS_IO_URING

#include "uring.h"

#include <cerrno>
#include <cstring>
#include <utility>

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "loop/errors.h"

namespace loop {
namespace {

constexpr unsigned kEntries = 1024;

/// Errors are negative errnos; a wait may end early.
void check(int result) {
    if (result >= 0 || result == -ETIME || result == -EINTR || result == -EAGAIN) return;
    throw OSError(-result);
}

} // namespace

Ring::Ring() {
    const int result = io_uring_queue_init(kEntries, &ring_, 0);
    if (result < 0) throw OSError(-result, std::string("io_uring: ") + std::strerror(-result));
}

Ring::~Ring() {
    io_uring_queue_exit(&ring_); // nothing completes from here on
    for (RingPoll* poll : in_flight_) intrusive_ptr_release(poll);
}

io_uring_sqe& Ring::entry() {
    io_uring_sqe* entry = io_uring_get_sqe(&ring_);
    while (!entry) {
        check(io_uring_submit(&ring_));
        entry = io_uring_get_sqe(&ring_);
    }
    return *entry;
}

void Ring::poll(RingPoll& poll, int fd, unsigned events) {
    if (poll.in_flight_) return;
    io_uring_sqe& sqe = entry();
    io_uring_prep_poll_add(&sqe, fd, events);
    io_uring_sqe_set_data(&sqe, &poll);
    poll.in_flight_ = in_flight_.insert(&poll).second;
    intrusive_ptr_add_ref(&poll);
}

void Ring::cancel(RingPoll& poll) {
    if (!poll.in_flight_) return;
    io_uring_sqe& sqe = entry();
    io_uring_prep_poll_remove(&sqe, reinterpret_cast<std::uintptr_t>(&poll));
    io_uring_sqe_set_data(&sqe, nullptr);
}

void Ring::wait_until(std::optional<Duration> deadline, Duration now) {
    io_uring_cqe* first = nullptr;
    if (deadline && *deadline <= now) {
        check(io_uring_submit_and_get_events(&ring_));
    } else if (!deadline) {
        check(io_uring_submit_and_wait(&ring_, 1));
    } else {
        const Duration left = *deadline - now;
        __kernel_timespec time{.tv_sec = left.count() / 1'000'000'000,
                               .tv_nsec = left.count() % 1'000'000'000};
        check(io_uring_submit_and_wait_timeout(&ring_, &first, 1, &time, nullptr));
    }
    run_completions();
}

/// Those that are there now; what they start completes in a later turn.
void Ring::run_completions() {
    for (unsigned left = io_uring_cq_ready(&ring_); left > 0; --left) {
        io_uring_cqe* cqe = nullptr;
        if (io_uring_peek_cqe(&ring_, &cqe) != 0) return;
        auto* poll = static_cast<RingPoll*>(io_uring_cqe_get_data(cqe));
        const int result = cqe->res;
        io_uring_cqe_seen(&ring_, cqe);
        if (!poll) continue; // of a cancellation
        in_flight_.erase(poll);
        poll->in_flight_ = false;
        const Ref<RingPoll> kept(poll, false);
        poll->ready(result);
    }
}

UringDescriptor::UringDescriptor(Ring& ring, OpenDescriptors& open, int fd)
    : ListedDescriptor(fd), ring_(ring), sides_{make_ref<Side>(*this), make_ref<Side>(*this)} {
    open.add(*this);
}

void UringDescriptor::Side::ready(int result) {
    if (!descriptor_) return;
    const bool reads = this == descriptor_->sides_[0].get();
    const Ref<UringDescriptor> alive(descriptor_);
    alive->ready(reads ? Direction::read : Direction::write, result);
}

void UringDescriptor::async_read(std::span<char> buffer, IoOperation& operation) {
    side(Direction::read).operation = &operation;
    buffer_ = buffer;
    start(Direction::read);
}

void UringDescriptor::async_wait(Direction direction, IoOperation& operation) {
    if (direction == Direction::read) return async_read({}, operation);
    side(direction).operation = &operation;
    start(direction);
}

void UringDescriptor::start(Direction direction) {
    ring_.poll(side(direction), fd_, direction == Direction::read ? POLLIN : POLLOUT);
}

void UringDescriptor::ready(Direction direction, int) {
    Side& mine = side(direction);
    if (!mine.operation) return; // forgotten meanwhile
    if (direction == Direction::read && !buffer_.empty()) return read();
    std::exchange(mine.operation, nullptr)->complete(0, 0); // it will see the error, if any
}

void UringDescriptor::read() {
    const ssize_t count = ::recv(fd_, buffer_.data(), buffer_.size(), 0);
    if (count < 0 && (errno == EAGAIN || errno == EINTR)) return start(Direction::read);
    IoOperation& operation = *std::exchange(side(Direction::read).operation, nullptr);
    operation.complete(count < 0 ? errno : 0, count < 0 ? 0 : static_cast<std::size_t>(count));
}

void UringDescriptor::cancel(Direction direction) noexcept { side(direction).operation = nullptr; }

void UringDescriptor::close() noexcept {
    if (is_linked()) unlink();
    if (!is_open()) return;
    for (const auto& one : sides_) {
        one->operation = nullptr;
        one->let_go();
        try {
            ring_.cancel(*one);
        } catch (const OSError&) { // it goes with the ring
        }
    }
    ::close(std::exchange(fd_, -1));
}

} // namespace loop

#endif
