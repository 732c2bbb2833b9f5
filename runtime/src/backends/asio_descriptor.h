// asio_descriptor.h — a socket of any family on an io_context.
#pragma once

#include <optional>

#include <boost/asio/basic_stream_socket.hpp>
#include <boost/asio/generic/stream_protocol.hpp>
#include <boost/asio/io_context.hpp>

#include "open_descriptors.h"

namespace loop {

class AsioDescriptor final : public ListedDescriptor {
  public:
    AsioDescriptor(boost::asio::io_context& context, OpenDescriptors& open, int fd);
    ~AsioDescriptor() override { close(); }

    void async_read(std::span<char> buffer, IoOperation& operation) override;
    void async_wait(Direction direction, IoOperation& operation) override;
    void cancel(Direction direction) noexcept override;
    void close() noexcept override;

  private:
    /// One direction. A handler of an operation that was forgotten knows it by its number.
    struct Slot {
        IoOperation* operation = nullptr;
        unsigned number = 0;
        std::span<char> buffer; ///< empty: only wait for readiness
    };
    Slot& slot(Direction direction) noexcept { return slots_[static_cast<int>(direction)]; }
    auto handler(Direction direction);
    void ended(Direction direction, unsigned number, const boost::system::error_code& error,
               std::size_t count);
    void start(Direction direction);

    using Socket = boost::asio::basic_stream_socket<boost::asio::generic::stream_protocol,
                                                    boost::asio::io_context::executor_type>;
    std::optional<Socket> socket_;
    Slot slots_[2];
};

} // namespace loop
