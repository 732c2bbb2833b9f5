// How large requests may be, how many there may be, and how long a client may take.
#pragma once

#include <chrono>
#include <cstddef>

namespace loop {

struct ServeLimits {
    // Sizes in bytes, per request. Beyond them it is answered 414, 431 or 413, and the connection
    // ends.
    std::size_t target = 64 * 1024;         ///< the URL of the request line
    std::size_t header = 256 * 1024;        ///< the request line and all header fields
    std::size_t body = 100 * 1024 * 1024;   ///< decoded
    std::size_t message = 16 * 1024 * 1024; ///< of a WebSocket; one beyond closes it with 1009

    // Counts; 0 is "no limit".
    std::size_t pipelined = 1000; ///< answers in a row to requests sent ahead; then it is closed
    std::size_t concurrency = 0;  ///< connections per worker; requests on more are answered 503
    std::size_t requests = 0;     ///< of all workers; then the server stops as by SIGTERM

    // Times. Each is a grace that grows by a second for each `rate` bytes of body moved.
    std::chrono::milliseconds header_time{30'000}; ///< for a request's head; then 408
    std::chrono::milliseconds body_time{30'000};   ///< of waiting for its body; then 408
    std::chrono::milliseconds write_time{30'000};  ///< of waiting for the client to read
    std::size_t rate = 240;                        ///< bytes per second
};

} // namespace loop
