#pragma once
// Sorted: vectors kept as sets.

#include <algorithm>
#include <vector>

namespace looplint {

/// True if it was not there yet.
template <class T>
bool insertSorted(std::vector<T>& set, T element) {
    auto at = std::lower_bound(set.begin(), set.end(), element);
    if (at != set.end() && *at == element) return false;
    set.insert(at, element);
    return true;
}

} // namespace looplint
