// lock_repr.h — "<Event object at 0x7f.. [unset, waiters:1]>", as asyncio shows its locks.
#pragma once

#include <cstdio>
#include <string>

namespace loop {

inline std::string address_repr(const void* object) {
    char text[32];
    std::snprintf(text, sizeof text, "%p", object);
    return text;
}

inline std::string lock_repr(const char* type, const void* object, std::string state,
                             std::size_t waiters) {
    if (waiters > 0) state += ", waiters:" + std::to_string(waiters);
    return std::string("<") + type + " object at " + address_repr(object) + " [" + state + "]>";
}

} // namespace loop
