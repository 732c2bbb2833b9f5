#include "bound_objects.h"

#include <atomic>
#include <cstdlib>
#include <map>
#include <mutex>
#include <string_view>

#include "loop/loop_bound.h"

namespace loop {
namespace {

enum class Tracking : std::uint8_t { early, on, off };

Tracking tracking_from_environment() {
    const char* value = std::getenv("LOOP_DEBUG");
    return value && std::string_view(value) == "1" ? Tracking::on : Tracking::early;
}

struct Entry {
    const LoopBound* object;
    const char* type;
};
struct Objects {
    std::atomic<Tracking> tracking = tracking_from_environment();
    std::mutex mutex;
    std::map<std::uint64_t, Entry> by_order;
    std::map<const LoopBound*, std::uint64_t> order;
    std::uint64_t last = 0;
};
/// Never destroyed: statics are made first and destroyed last.
Objects& objects() {
    static auto* all = new Objects;
    return *all;
}

} // namespace

void track_bound_objects() { objects().tracking = Tracking::on; }

bool tracks_bound_objects() noexcept {
    return objects().tracking.load(std::memory_order_relaxed) != Tracking::off;
}

void end_early_tracking() noexcept {
    if (objects().tracking.load(std::memory_order_relaxed) != Tracking::early) return;
    auto early = Tracking::early;
    objects().tracking.compare_exchange_strong(early, Tracking::off);
}

std::vector<BoundObject> bound_objects() {
    std::vector<BoundObject> found;
    std::lock_guard lock(objects().mutex);
    for (const auto& [order, entry] : objects().by_order)
        found.push_back({entry.type, entry.object->created_at(), entry.object->loop_id()});
    return found;
}

#if LOOP_TAGGING

void LoopBound::track(const char* type) {
    if (!tracks_bound_objects()) return;
    std::lock_guard lock(objects().mutex);
    objects().order[this] = ++objects().last;
    objects().by_order[objects().last] = {this, type};
    tracked_ = true;
}

void LoopBound::untrack() noexcept {
    std::lock_guard lock(objects().mutex);
    const auto found = objects().order.find(this);
    objects().by_order.erase(found->second);
    objects().order.erase(found);
}

#endif

} // namespace loop
