// loop_registry.h — which loops exist, by id. Thread-safe; never destroyed.
#pragma once

#include <string>

#include "loop/fwd.h"

namespace loop::registry {

/// The next id; names the loop "kind-id".
LoopId add(std::string_view kind, EventLoop* loop);
void remove(LoopId id) noexcept; ///< its name stays known
std::string name(LoopId id);
void mark_default(LoopId id);

} // namespace loop::registry
