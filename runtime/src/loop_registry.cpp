#include "loop_registry.h"

#include <mutex>
#include <vector>

#include "loop/running.h"

namespace loop {
namespace registry {
namespace {

struct Entry {
    EventLoop* loop;
    std::string name;
};
struct Loops {
    std::mutex mutex;
    std::vector<Entry> by_id; ///< id 1 is at index 0
};
Loops& loops() {
    static auto* all = new Loops;
    return *all;
}

} // namespace

LoopId add(std::string_view kind, EventLoop* loop) {
    std::lock_guard lock(loops().mutex);
    auto& by_id = loops().by_id;
    auto id = static_cast<LoopId>(by_id.size() + 1);
    by_id.push_back({loop, std::string(kind) + "-" + std::to_string(id)});
    return id;
}

void remove(LoopId id) noexcept {
    std::lock_guard lock(loops().mutex);
    loops().by_id[id - 1].loop = nullptr;
}

std::string name(LoopId id) {
    std::lock_guard lock(loops().mutex);
    return id == 0 ? "none" : loops().by_id[id - 1].name;
}

void label(LoopId id, std::string_view label) {
    std::lock_guard lock(loops().mutex);
    std::string& name = loops().by_id[id - 1].name;
    name = std::string(label) + " (" + name + ")";
}

} // namespace registry

std::string loop_name(LoopId id) { return registry::name(id); }

EventLoop* find_loop(LoopId id) noexcept {
    if (id == 0) return nullptr;
    if (running.id == id) return running.loop;
    std::lock_guard lock(registry::loops().mutex);
    return registry::loops().by_id[id - 1].loop;
}

} // namespace loop
