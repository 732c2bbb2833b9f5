// handshakes.h — a listening socket that finishes what it has begun, and begins no more.
#pragma once

namespace loop {

/// From now on the system leaves unanswered who wants to connect; connections whose handshake has
/// begun can still be accepted. A client asks again after a second, and is refused if the socket
/// is closed by then. False if the system has no such thing.
bool ignore_new_handshakes(int fd) noexcept;

} // namespace loop
