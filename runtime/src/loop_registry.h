// loop_registry.h — which loops exist, by id. Thread-safe; never destroyed.
#pragma once

#include <string>
#include <string_view>

#include "loop/fwd.h"

namespace loop::registry {

/// The next id; names the loop "kind-id".
LoopId add(std::string_view kind, EventLoop* loop);
void remove(LoopId id) noexcept; ///< its name stays known
std::string name(LoopId id);
/// From now on its name is "label (kind-id)".
void label(LoopId id, std::string_view label);

} // namespace loop::registry
