#include "recent_errors.h"

#include <mutex>

#include "affinity_sarif.h"
#include "bound_objects.h"

namespace loop {
namespace {

struct Errors {
    std::mutex mutex;
    std::vector<RecentError> list;
};
Errors& errors() {
    static auto* all = new Errors;
    return *all;
}

} // namespace

void remember_error(const AffinityError& error) {
    constexpr std::size_t most = 100;
    if (!tracks_bound_objects()) return;
    std::lock_guard lock(errors().mutex);
    auto& list = errors().list;
    for (RecentError& earlier : list)
        if (same_affinity(earlier.error, error)) {
            ++earlier.count;
            return;
        }
    if (list.size() == most) list.erase(list.begin());
    list.push_back({error, 1});
}

std::vector<RecentError> recent_errors() {
    std::lock_guard lock(errors().mutex);
    return errors().list;
}

} // namespace loop
