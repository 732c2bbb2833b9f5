#include "asio_descriptor.h"

#include <cerrno>
#include <utility>

#include <sys/socket.h>

#include <boost/asio/buffer.hpp>
#include <boost/asio/error.hpp>

namespace loop {

namespace asio = boost::asio;
using boost::system::error_code;

/// The socket is made already, and nothing asks for its family.
static const asio::generic::stream_protocol kAnyFamily(AF_UNSPEC, 0);

AsioDescriptor::AsioDescriptor(asio::io_context& context, OpenDescriptors& open, int fd)
    : ListedDescriptor(fd), socket_(std::in_place, context, kAnyFamily, fd) {
    open.add(*this);
}

auto AsioDescriptor::handler(Direction direction) {
    return [self = Ref<AsioDescriptor>(this), direction,
            number = slot(direction).number](const error_code& error, std::size_t count = 0) {
        self->ended(direction, number, error, count);
    };
}

void AsioDescriptor::async_read(std::span<char> buffer, IoOperation& operation) {
    slot(Direction::read) = {&operation, slot(Direction::read).number, buffer};
    start(Direction::read);
}

void AsioDescriptor::async_wait(Direction direction, IoOperation& operation) {
    slot(direction) = {&operation, slot(direction).number, {}};
    start(direction);
}

void AsioDescriptor::start(Direction direction) {
    std::span<char> buffer = slot(direction).buffer;
    ++slot(direction).number;
    if (!buffer.empty())
        socket_->async_receive(asio::buffer(buffer.data(), buffer.size()), handler(direction));
    else if (direction == Direction::read)
        socket_->async_wait(Socket::wait_read, handler(direction));
    else
        socket_->async_wait(Socket::wait_write, handler(direction));
}

void AsioDescriptor::ended(Direction direction, unsigned number, const error_code& error,
                           std::size_t count) {
    Slot& mine = slot(direction);
    if (!mine.operation || mine.number != number) return; // forgotten meanwhile
    IoOperation& operation = *std::exchange(mine.operation, nullptr);
    if (error == asio::error::eof)
        operation.complete(0, 0);
    else
        operation.complete(error ? error.value() : 0, count);
}

/// Asio cancels both directions at once: the other one starts anew.
void AsioDescriptor::cancel(Direction direction) noexcept {
    if (!std::exchange(slot(direction).operation, nullptr) || !socket_) return;
    error_code ignored;
    socket_->cancel(ignored);
    auto other = direction == Direction::read ? Direction::write : Direction::read;
    if (slot(other).operation) start(other);
}

void AsioDescriptor::close() noexcept {
    slots_[0].operation = slots_[1].operation = nullptr;
    if (is_linked()) unlink();
    fd_ = -1;
    if (!socket_) return;
    error_code ignored;
    socket_->close(ignored);
    socket_.reset();
}

} // namespace loop
