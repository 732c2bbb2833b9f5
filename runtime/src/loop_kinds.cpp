// Which kinds of event loop there are: the built-in ones and those registered.
#include <algorithm>
#include <map>
#include <mutex>

#include "loop/errors.h"
#include "loop/event_loop.h"

namespace loop {
namespace {

struct Kinds {
    std::mutex mutex;
    std::map<std::string, BackendFactory, std::less<>> factories = {
        {"asio", make_asio_backend},
#if LOOP_HAS_IO_URING
        {"io_uring", make_uring_backend},
#endif
        {"manual", make_manual_backend},
        {"uv", make_uv_backend}};
};
/// A function-local static: loops are made during static initialisation, too.
Kinds& kinds() {
    static auto* all = new Kinds;
    return *all;
}

std::string known_kinds() {
    std::string names;
    for (auto& name : loop_kinds()) names += (names.empty() ? "" : ", ") + name;
    return names;
}

} // namespace

void register_loop(std::string name, BackendFactory factory) {
    std::lock_guard lock(kinds().mutex);
    if (name == "auto" || !kinds().factories.try_emplace(name, std::move(factory)).second)
        throw ValueError("there is an event loop named '" + name + "' already");
}

std::vector<std::string> loop_kinds() {
    std::lock_guard lock(kinds().mutex);
    std::vector<std::string> names = {"auto"};
    for (auto& [name, factory] : kinds().factories) names.push_back(name);
    std::sort(names.begin(), names.end());
    return names;
}

std::unique_ptr<EventLoop> new_event_loop(std::string_view kind) {
    if (kind == "auto") kind = "uv";
    BackendFactory factory;
    {
        std::lock_guard lock(kinds().mutex);
        auto found = kinds().factories.find(kind);
        if (found != kinds().factories.end()) factory = found->second;
    }
    if (!factory)
        throw ValueError("unknown event loop '" + std::string(kind) + "': expected one of " +
                         known_kinds());
    return std::make_unique<EventLoop>(kind, factory());
}

} // namespace loop
