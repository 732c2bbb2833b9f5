// socket_address.h — names of sockets' ends, and addresses for hosts.
#pragma once

#include <cstdint>
#include <string>

#include <netdb.h>
#include <sys/socket.h>

namespace loop {

/// "127.0.0.1:57182", "[::1]:57182"; "" if there is no such address.
std::string address_name(const sockaddr_storage& address);
std::string peer_name(int fd);
std::string local_name(int fd);
std::uint16_t local_port(int fd);

struct SocketAddress {
    sockaddr_storage storage{};
    socklen_t length = 0;
    const sockaddr* get() const { return reinterpret_cast<const sockaddr*>(&storage); }
};
/// The first address of a host; "" is every interface. OSError "[Errno -2] Name or service not
/// known" with getaddrinfo's code.
SocketAddress resolve(const std::string& host, std::uint16_t port);

} // namespace loop
