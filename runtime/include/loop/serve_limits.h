// How large a request may be.
#pragma once

#include <cstddef>

namespace loop {

/// Sizes in bytes, per request. A request beyond them is answered 414, 431 or 413 and closed.
struct ServeLimits {
    std::size_t target = 64 * 1024;       ///< the URL of the request line
    std::size_t header = 256 * 1024;      ///< the request line and all header fields
    std::size_t body = 100 * 1024 * 1024; ///< decoded
};

} // namespace loop
