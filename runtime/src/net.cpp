#include "loop/net.h"

#include <algorithm>
#include <cctype>
#include <cerrno>
#include <cstring>
#include <utility>

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <unistd.h>

#include "handshakes.h"
#include "loop/at.h"
#include "loop/errors.h"
#include "loop/event_loop.h"
#include "socket_address.h"

namespace loop {
namespace {

/// A descriptor until somebody takes it over.
class OwnedFd {
  public:
    explicit OwnedFd(int fd) noexcept : fd_(fd) {}
    OwnedFd(const OwnedFd&) = delete;
    OwnedFd& operator=(const OwnedFd&) = delete;
    ~OwnedFd() {
        if (fd_ >= 0) ::close(fd_);
    }
    int get() const noexcept { return fd_; }
    int release() noexcept { return std::exchange(fd_, -1); }

    Ref<Connection> connect_to(EventLoop& loop, SourceLocation where) {
        auto connection = make_ref<Connection>(loop, fd_, where);
        fd_ = -1;
        return connection;
    }

  private:
    int fd_;
};

void set_option(int fd, int level, int name) noexcept {
    int on = 1;
    ::setsockopt(fd, level, name, &on, sizeof on);
}

OwnedFd new_socket(const SocketAddress& address) {
    int fd = ::socket(address.storage.ss_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (fd < 0) throw OSError(errno);
    return OwnedFd(fd);
}

/// asyncio's text, with the system's message in lower case.
OSError bind_error(const std::string& host, std::uint16_t port, int code) {
    std::string reason = std::strerror(code);
    std::transform(reason.begin(), reason.end(), reason.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return OSError(code, "error while attempting to bind on address ('" + host + "', " +
                             std::to_string(port) + "): " + reason);
}

/// Null if nobody waits.
Ref<Connection> accept_one(Connection& listener, EventLoop& loop, SourceLocation where) {
    for (;;) {
        int fd = ::accept4(listener.fd(), nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
        if (fd >= 0) {
            set_option(fd, IPPROTO_TCP, TCP_NODELAY);
            return OwnedFd(fd).connect_to(loop, where);
        }
        if (errno == EAGAIN) return nullptr;
        if (errno != EINTR && errno != ECONNABORTED) throw OSError(errno);
    }
}

} // namespace

Stream& Stream::operator=(Stream&& other) noexcept {
    if (this != &other) close();
    connection_ = std::move(other.connection_);
    return *this;
}

void Stream::shutdown_write() const noexcept {
    if (is_open()) ::shutdown(fd(), SHUT_WR);
}
void Stream::shutdown_read() const noexcept {
    if (is_open()) ::shutdown(fd(), SHUT_RD);
}
void Stream::close() const noexcept {
    if (connection_) connection_->close();
}
std::string Stream::peer() const { return is_open() ? peer_name(fd()) : ""; }
std::string Stream::local() const { return is_open() ? local_name(fd()) : ""; }

Listener& Listener::operator=(Listener&& other) noexcept {
    if (this != &other) close();
    connection_ = std::move(other.connection_);
    return *this;
}

void Listener::stop_listening() const noexcept {
    if (is_open()) ignore_new_handshakes(connection_->fd());
}
void Listener::close() const noexcept {
    if (connection_) connection_->close();
}
std::uint16_t Listener::port() const { return is_open() ? local_port(connection_->fd()) : 0; }
std::string Listener::address() const { return is_open() ? local_name(connection_->fd()) : ""; }

Coroutine<Stream> Listener::accept(SourceLocation use) const {
    Ref<Connection> listener = connection_; // the Listener may go while this waits
    while (listener && listener->is_open()) {
        if (listener->loop_id() == running.id)
            if (auto accepted = accept_one(*listener, *running.loop, use))
                co_return Stream(std::move(accepted));
        co_await At(WaitReady(listener, Descriptor::Direction::read), use);
    }
    throw CancelledError();
}

std::optional<Stream> Listener::accept_now(SourceLocation use) const {
    if (!is_open()) return std::nullopt;
    auto accepted = accept_one(*connection_, get_running_loop(), use);
    if (!accepted) return std::nullopt;
    return Stream(std::move(accepted));
}

int bind_listener(const std::string& host, std::uint16_t port, ListenOptions options) {
    SocketAddress address = resolve(host, port);
    OwnedFd fd = new_socket(address);
    set_option(fd.get(), SOL_SOCKET, SO_REUSEADDR);
    if (options.reuse_port) set_option(fd.get(), SOL_SOCKET, SO_REUSEPORT);
    if (::bind(fd.get(), address.get(), address.length) != 0) throw bind_error(host, port, errno);
    if (::listen(fd.get(), options.backlog) != 0) throw bind_error(host, port, errno);
    return fd.release();
}

std::uint16_t bound_port(int fd) { return local_port(fd); }

Listener listener_on(EventLoop& loop, int fd, SourceLocation where) {
    return Listener(OwnedFd(fd).connect_to(loop, where));
}

Listener listen(EventLoop& loop, const std::string& host, std::uint16_t port, ListenOptions options,
                SourceLocation where) {
    return listener_on(loop, bind_listener(host, port, options), where);
}

Coroutine<Stream> open_connection(std::string host, std::uint16_t port, SourceLocation use) {
    EventLoop& loop = get_running_loop();
    SocketAddress address = resolve(host, port);
    OwnedFd fd = new_socket(address);
    set_option(fd.get(), IPPROTO_TCP, TCP_NODELAY);
    bool waits = ::connect(fd.get(), address.get(), address.length) != 0;
    if (waits && errno != EINPROGRESS) throw OSError(errno);
    Stream stream(fd.connect_to(loop, use));
    if (waits) {
        co_await At(stream.wait_writable(), use);
        int error = 0;
        socklen_t length = sizeof error;
        ::getsockopt(stream.fd(), SOL_SOCKET, SO_ERROR, &error, &length);
        if (error) throw OSError(error);
    }
    co_return stream;
}

} // namespace loop
