#pragma once
// FlatMap: a hash map without nodes, for tables of the whole program that are asked at every event.
// Adding to it moves what is in it: keep no references into it.

#include <boost/unordered/unordered_flat_map.hpp>

#include <functional>

namespace looplint {

template <class Key, class Value>
using FlatMap = boost::unordered_flat_map<Key, Value, std::hash<Key>>;

} // namespace looplint
