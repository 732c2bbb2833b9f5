// net.h — TCP on a loop: listen, accept, read, write. Real sockets on asio and uv alike.
//
//   loop::Listener listener = loop::listen(loop, "127.0.0.1", 0);
//   loop::Stream stream = co_await listener.accept();
//   char buffer[4096];
//   std::size_t n = co_await stream.read_some(buffer);        // 0: end of stream
//   co_await stream.write(std::string_view(buffer, n));
//
// No thread, no copy; an operation that need not wait does not suspend, and one that must
// allocates nothing. Listener and Stream are move-only and belong to their loop: awaiting
// them on another one throws AffinityError. Failures are OSError with the errno.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include <sys/socket.h>

#include "loop/annotations.h"
#include "loop/coroutine.h"
#include "loop/net_operations.h"

namespace loop {

struct ListenOptions {
    bool reuse_port = false; ///< several sockets may listen on one port
    int backlog = 2048;
};

class LOOP_BOUND Stream {
  public:
    using Buffers = std::span<const std::string_view>;

    Stream() = default; ///< closed
    explicit Stream(Ref<Connection> connection) : connection_(std::move(connection)) {}
    Stream(Stream&&) noexcept = default;
    Stream& operator=(Stream&& other) noexcept;
    ~Stream() { close(); }

    /// Reads at least one byte; 0 at the end of the stream, or when the stream was closed
    /// meanwhile, also by another task of the loop. The buffer lives until then. One reader at
    /// a time: RuntimeError "read() called while another coroutine is already waiting for
    /// incoming data".
    ReadSome read_some(std::span<char> buffer) const { return {connection_, buffer}; }
    /// Writes all of it. The text lives until then. One writer at a time.
    WriteAll write(std::string_view text) const { return {connection_, text}; }
    /// Writes all buffers, in one system call where possible; the array lives until then.
    WriteAll write(Buffers buffers) const { return {connection_, buffers}; }
    /// For protocols of another library on fd(): readiness without reading.
    WaitReady wait_readable() const { return {connection_, Descriptor::Direction::read}; }
    WaitReady wait_writable() const { return {connection_, Descriptor::Direction::write}; }
    /// Ends what this side sends; the peer reads the end of the stream.
    void shutdown_write() const noexcept;
    /// A read gives what has arrived by now, then the end of the stream.
    void shutdown_read() const noexcept;
    /// A pending read ends with 0, a pending write with OSError(ECANCELED). Twice is fine.
    void close() const noexcept;
    bool is_open() const noexcept { return connection_ && connection_->is_open(); }
    /// "127.0.0.1:57182"; "[::1]:57182"
    std::string peer() const;
    std::string local() const;
    int fd() const noexcept { return connection_ ? connection_->fd() : -1; }

  private:
    Ref<Connection> connection_;
};

class LOOP_BOUND Listener {
  public:
    Listener() = default; ///< closed
    explicit Listener(Ref<Connection> connection) : connection_(std::move(connection)) {}
    Listener(Listener&&) noexcept = default;
    Listener& operator=(Listener&& other) noexcept;
    ~Listener() { close(); }

    /// The next connection (TCP_NODELAY is set). CancelledError once the listener is closed.
    Coroutine<Stream> accept(SourceLocation use = SourceLocation::current()) const;
    /// A connection that waits to be accepted, if there is one; it then belongs to the running
    /// loop.
    std::optional<Stream> accept_now(SourceLocation use = SourceLocation::current()) const;
    /// Begins no new connection from now on, and still accepts those that have begun: a moment
    /// later it can be closed without any being lost. Where the system cannot do that, nothing
    /// changes.
    void stop_listening() const noexcept;
    /// Refuses new connections from now on; a pending accept ends with CancelledError.
    void close() const noexcept;
    bool is_open() const noexcept { return connection_ && connection_->is_open(); }
    std::uint16_t port() const;  ///< the real one, also if 0 was asked for
    std::string address() const; ///< "127.0.0.1:9009"

  private:
    Ref<Connection> connection_;
};

/// Binds and listens at once. host: name or address; "" for all interfaces. port 0: any free.
/// OSError "[Errno 98] error while attempting to bind on address ('127.0.0.1', 9009): address
/// already in use"; a host that cannot be resolved is an OSError too.
Listener listen(EventLoop& loop, const std::string& host, std::uint16_t port,
                ListenOptions options = {}, SourceLocation where = SourceLocation::current());

/// The two halves of listen(), for sockets that are bound in one thread and served in another: a
/// descriptor that the caller owns, until a listener takes it over. OSError as listen().
int bind_listener(const std::string& host, std::uint16_t port, ListenOptions options = {});
Listener listener_on(EventLoop& loop, int fd, SourceLocation where = SourceLocation::current());
std::uint16_t bound_port(int fd);

/// Connects from the running loop. OSError.
Coroutine<Stream> open_connection(std::string host, std::uint16_t port,
                                  SourceLocation use = SourceLocation::current());

} // namespace loop
