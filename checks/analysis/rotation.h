#pragma once
// Rotation: functions that yield another element of a pool each time they are called:
// `return slots_[turn_++ % slots_.size()]->loop;`.

#include "analysis/bindings.h"

namespace looplint {

/// The call by which a value was taken from a rotating pool, directly or through what is made of
/// the result; nothing if it was not, or that is not certain.
std::optional<uint32_t> takenInTurn(const Program& program, const Models& models,
                                    const FunctionFact& function, const Value& value);

} // namespace looplint
